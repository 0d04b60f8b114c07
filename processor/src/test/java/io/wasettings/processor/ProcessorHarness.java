package io.wasettings.processor;

import com.mongodb.client.MongoDatabase;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Whole processors on topics and a database of their own, with a producer of commands and a reader of statuses. */
public final class ProcessorHarness extends CommandClient {

    private final List<ConfigurableApplicationContext> processors = new ArrayList<>();

    public ProcessorHarness() {
        super(TestSetup.on(TestBroker.bootstrapServers(), TestStore.uri()));
    }

    /** Starts a processor and waits until it has partitions. */
    public ConfigurableApplicationContext start(String... properties) {
        List<String> arguments = new ArrayList<>(arguments());
        arguments.addAll(List.of(properties));
        ConfigurableApplicationContext context = ProcessorApplication.builder().run(arguments.toArray(String[]::new));
        processors.add(context);
        if (processors.size() == 1) {
            readStatuses();
        }
        return context;
    }

    /** What every program needs that works on these topics and this database. */
    public List<String> arguments() {
        return setup().arguments();
    }

    public String commands() {
        return setup().commands();
    }

    /** The retry topic of that tier. */
    public String retry(int tier) {
        return setup().retryPrefix() + "." + tier;
    }

    public MongoDatabase database() {
        return TestStore.client().getDatabase(setup().database());
    }

    @Override
    public void close() {
        processors.forEach(ConfigurableApplicationContext::close);
        super.close();
    }
}
