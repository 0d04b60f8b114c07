package io.wasettings.processor;

import static org.awaitility.Awaitility.await;

import io.wasettings.testkit.BrokerProcess;
import io.wasettings.testkit.Relay;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * Everything that can fail: the broker and the processors as processes of their own, the store and the partner behind
 * relays that can be cut.
 */
final class FaultWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BrokerProcess broker = BrokerProcess.start();
    private final TestPartner partner;
    private final Relay store = TestStore.relay();
    private final Relay tokenEndpoint;
    private final TestSetup setup;
    private final CommandClient client;
    private final Deque<ProcessorProcess> processors = new ArrayDeque<>();
    private final List<Instant> disturbances = new CopyOnWriteArrayList<>();

    private boolean readsStatuses;

    FaultWorld(long seed) {
        partner = TestPartner.start(seed);
        tokenEndpoint = Relay.to(partner.port());
        setup = TestSetup.on(
                broker.bootstrapServers(), "mongodb://127.0.0.1:%d/?directConnection=true".formatted(store.port()));
        client = new CommandClient(setup);
    }

    CommandClient client() {
        return client;
    }

    String webhookUrl() {
        return "http://127.0.0.1:%d/hook".formatted(partner.port());
    }

    String tokenUrl() {
        return "http://127.0.0.1:%d/token".formatted(tokenEndpoint.port());
    }

    /** What to look at when all is over. */
    Aftermath aftermath(List<SentCommand> commands) {
        return new Aftermath(client, partner, List.copyOf(disturbances), commands);
    }

    /** Sees to it that so many processors run, each with partitions of its own. */
    void haveProcessors(int count) {
        while (processors.size() < count) {
            processors.add(ProcessorProcess.launch(arguments()).awaitReady());
        }
        await("processors with partitions")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(this::membersWithPartitions, members -> members >= count);
        if (!readsStatuses) {
            readsStatuses = true;
            client.readStatuses();
        }
    }

    /** What the processors have written, for whoever has to find out why a test failed. */
    String output() {
        return processors.stream().map(ProcessorProcess::output).collect(Collectors.joining("\n"));
    }

    void killProcessor() {
        disturb();
        processors.remove().close();
    }

    void startProcessor() {
        processors.add(ProcessorProcess.launch(arguments()));
    }

    void killBroker() {
        disturb();
        broker.kill();
    }

    void restartBroker() {
        broker.restart();
    }

    void cutStore() {
        disturb();
        store.cut();
    }

    void mendStore() {
        store.mend();
    }

    void cutTokenEndpoint() {
        disturb();
        tokenEndpoint.cut();
    }

    void mendTokenEndpoint() {
        tokenEndpoint.mend();
    }

    @Override
    public void close() {
        client.close();
        processors.forEach(ProcessorProcess::close);
        broker.close();
        store.close();
        tokenEndpoint.close();
        partner.close();
    }

    private void disturb() {
        disturbances.add(Instant.now());
    }

    private long membersWithPartitions() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", setup.bootstrapServers()))) {
            return admin
                    .describeConsumerGroups(List.of(setup.prefix()))
                    .all()
                    .get()
                    .get(setup.prefix())
                    .members()
                    .stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(setup.arguments());
        // Retries that outlast what the tests cut, and time-outs that do not hold them up.
        arguments.addAll(List.of(
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:%d,127.0.0.1:%d"
                        .formatted(partner.port(), tokenEndpoint.port()),
                "--wa.settings.processor.retry.delays=500ms,1s,2s,4s,8s,16s",
                "--wa.settings.processor.http.connect-timeout=1s",
                "--wa.settings.processor.http.total-timeout=2s",
                "--wa.settings.processor.tokens.exchange-loan=7s",
                "--wa.settings.processor.tokens.exchange-wait=2s",
                "--wa.settings.mongodb.server-selection-timeout=1s",
                "--wa.settings.mongodb.read-timeout=2s"));
        return arguments;
    }
}
