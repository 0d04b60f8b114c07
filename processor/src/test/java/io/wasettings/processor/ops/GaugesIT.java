package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.service.mongo.CollectionNames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** No gauge says "none" where it ought to say "unknown". */
@Tag("once")
class GaugesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AutoClose
    private final BrokerAndStore servers = new BrokerAndStore();

    private MeterRegistry meters;

    @Test
    void what_is_on_topics_and_in_the_store_is_counted_and_unknown_while_they_are_away() throws IOException {
        servers.start();
        createRetryTopicOfALongerList();
        insertFailedCommands();
        try (ConfigurableApplicationContext processor = servers.startProcessor(
                "--wa.settings.processor.ops.failures-interval=1s",
                "--wa.settings.processor.renewal.census-interval=1s")) {
            meters = processor.getBean(MeterRegistry.class);
            awaitGauge("wa.settings.broker.up", 1);
            awaitGauge("wa.settings.store.up", 1);
            awaitGauge("wa.settings.commands.lag", 0);
            awaitGauge("wa.settings.retry.depth", 0, "tier", "7");
            awaitGauge("wa.settings.failures.open", 2, "step", "token", "code", "2012");
            awaitGauge("wa.settings.failures.parked", 1, "step", "probe", "code", "2020");
            awaitGauge("wa.settings.tokens.expired", 0);
            awaitGauge("wa.settings.keys.missing", 0);

            servers.stopStore();
            awaitGauge("wa.settings.store.up", 0);
            awaitGauge("wa.settings.failures.open", Double.NaN, "step", "token", "code", "2012");
            awaitGauge("wa.settings.tokens.expired", Double.NaN);
            awaitGauge("wa.settings.tokens", Double.NaN, "renewal", "stopped");
            assertThat(gauge("wa.settings.broker.up")).isEqualTo(1);

            servers.stopBroker();
            awaitGauge("wa.settings.broker.up", 0);
            awaitGauge("wa.settings.commands.lag", Double.NaN);
            awaitGauge("wa.settings.retry.depth", Double.NaN, "tier", "1");
            awaitGauge("wa.settings.dead.letters", Double.NaN);
        }
    }

    private void createRetryTopicOfALongerList() {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("wa.settings.commands.retry.7", 1, (short) 1)
                            .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insertFailedCommands() {
        try (MongoClient client = MongoClients.create(servers.storeUri())) {
            client.getDatabase("wa_settings")
                    .getCollection(CollectionNames.COMMANDS)
                    .insertMany(List.of(
                            failed("1", "token", 2012),
                            failed("2", "token", 2012),
                            failed("3", "probe", 2020).append("parked", new Document("by", "alice")),
                            new Document("_id", "4").append("status", new Document("state", "applied"))));
        }
    }

    private static Document failed(String id, String step, int code) {
        return new Document("_id", id)
                .append("status", new Document("state", "failed").append("code", code))
                .append("latest", new Document("step", step));
    }

    private void awaitGauge(String name, double expected, String... tags) {
        await(name + " " + expected)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gauge(name, tags)).isEqualTo(Double.valueOf(expected)));
    }

    private double gauge(String name, String... tags) {
        Gauge gauge = meters.find(name).tags(tags).gauge();
        return gauge == null ? Double.NEGATIVE_INFINITY : gauge.value();
    }
}
