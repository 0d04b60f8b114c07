package io.wasettings.processor;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.SecretBox;
import io.wasettings.common.Secrets;
import io.wasettings.common.Status;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.context.ConfigurableApplicationContext;

/** Whole processors on topics and a database of their own, with a producer of commands and a reader of statuses. */
public final class ProcessorHarness implements AutoCloseable {

    private final TestSetup setup = TestSetup.on(TestBroker.bootstrapServers(), TestStore.uri());
    private final CommandClient client = new CommandClient(setup);
    private final List<ConfigurableApplicationContext> processors = new ArrayList<>();

    /** Starts a processor and waits until it has partitions. */
    public ConfigurableApplicationContext start(String... properties) {
        List<String> arguments = new ArrayList<>(arguments());
        arguments.addAll(List.of(properties));
        ConfigurableApplicationContext context = ProcessorApplication.builder().run(arguments.toArray(String[]::new));
        processors.add(context);
        if (processors.size() == 1) {
            client.readStatuses();
        }
        return context;
    }

    /** What every program needs that works on these topics and this database. */
    public List<String> arguments() {
        return setup.arguments();
    }

    public String commands() {
        return setup.commands();
    }

    /** The retry topic of that tier. */
    public String retry(int tier) {
        return setup.retryPrefix() + "." + tier;
    }

    /** All records with that key on the topic at this moment. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic, String key) {
        return client.records(topic, key);
    }

    public MongoDatabase database() {
        return TestStore.client().getDatabase(setup.database());
    }

    public SecretBox secretBox() {
        return client.secretBox();
    }

    /** Publishes a command with sealed secrets. */
    public void submit(String id, String key, String members, Secrets secrets) {
        client.submit(id, key, members, secrets);
    }

    /** Publishes a bearer command for that webhook. */
    public void submitBearer(String id, String key, String webhookUrl) {
        client.submitBearer(id, key, webhookUrl);
    }

    /** Publishes any value as a command. */
    public void send(String id, String key, String value) {
        client.send(id, key, value);
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
        client.send(record);
    }

    /** All statuses so far, of all commands. */
    public List<Status> statuses() {
        return client.statuses();
    }

    /** The first terminal status of that command, waited for. */
    public Status terminal(String id) {
        return client.terminal(id);
    }

    /** How many terminal statuses there are, duplicates of a command counted once. */
    public long terminalCommands() {
        return client.terminalCommands();
    }

    TestSetup setup() {
        return setup;
    }

    CommandClient client() {
        return client;
    }

    @Override
    public void close() {
        processors.forEach(ConfigurableApplicationContext::close);
        client.close();
    }
}
