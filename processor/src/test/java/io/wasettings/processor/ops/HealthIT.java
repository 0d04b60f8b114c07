package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.settings.Secrets;
import io.wasettings.processor.TestKeys;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The processor is ready when broker and store answer, alive all the while, and recovers by itself. */
@Tag("once")
class HealthIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AutoClose
    private final BrokerAndStore servers = new BrokerAndStore();

    private OpsClient client;

    @Test
    void readiness_follows_broker_and_store_while_liveness_stays_up() throws IOException {
        try (ConfigurableApplicationContext processor = servers.startProcessor()) {
            client = OpsClient.of(processor).withToken("");
            assertThat(status("readiness")).isEqualTo(503);
            assertThat(status("liveness")).isEqualTo(200);

            servers.start();
            awaitReadiness(200);

            servers.stopStore();
            awaitReadiness(503);
            assertThat(status("liveness")).isEqualTo(200);
            servers.startStore();
            awaitReadiness(200);

            servers.stopBroker();
            awaitReadiness(503);
            assertThat(status("liveness")).isEqualTo(200);
            servers.startBroker();
            awaitReadiness(200);
        }
    }

    @Test
    void names_that_do_not_resolve_yet_are_waited_for_and_health_says_who_is_away() {
        try (ConfigurableApplicationContext processor =
                BrokerAndStore.startProcessorOf("broker.invalid:9092", "mongodb+srv://user:s3cr3t@store.invalid/")) {
            client = OpsClient.of(processor).withToken("");

            assertThat(status("liveness")).isEqualTo(200);
            assertThat(status("readiness")).isEqualTo(503);
            assertThat(get("readiness").body())
                    .contains("\"broker\":{\"status\":\"DOWN\"}", "\"store\":{\"status\":\"DOWN\"}")
                    .doesNotContain("invalid", "s3cr3t");
        }
    }

    @Test
    void a_key_that_the_store_needs_and_nobody_has_is_said_in_health_and_keeps_nothing_else_from_being_ready()
            throws IOException {
        servers.start();
        String owner = "acme/transactional/default";
        String sealed = TestKeys.secretBox("lost")
                .sealAtRest(Purpose.SETTINGS, owner, new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t")));
        try (MongoClient store = MongoClients.create(servers.storeUri())) {
            store.getDatabase("wa_settings")
                    .getCollection("settings")
                    .insertOne(new Document("_id", owner).append("sealed_secrets", sealed));
        }

        try (ConfigurableApplicationContext processor = servers.startProcessor()) {
            client = OpsClient.of(processor).withToken("");
            awaitReadiness(200);

            await().untilAsserted(() -> assertThat(get("keys").body()).isEqualTo("{\"status\":\"DOWN\"}"));
            assertThat(status("readiness")).isEqualTo(200);
        }
    }

    private void awaitReadiness(int expected) {
        await("readiness " + expected).atMost(PATIENCE).until(() -> status("readiness") == expected);
    }

    private int status(String probe) {
        return get(probe).statusCode();
    }

    private HttpResponse<String> get(String probe) {
        return client.get("/actuator/health/" + probe);
    }
}
