package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status;
import io.wasettings.processor.ProcessorHarness;
import io.wasettings.testkit.RefusingPort;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A webhook that refuses connections until its circuit opens: what operators and the partner are told. */
@Tag("once")
class OpsCircuitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ProcessorHarness HARNESS = new ProcessorHarness();
    private static final RefusingPort NOBODY = new RefusingPort();
    private static final String HOST = "127.0.0.1:" + NOBODY.number();
    private static OpsClient ops;

    private final String id = UUID.randomUUID().toString();
    private final String partner = "acme" + id.substring(0, 8);

    @BeforeAll
    static void start() throws IOException {
        ops = OpsClient.of(HARNESS.start(
                "--wa.settings.processor.ops.tokens-file=" + OpsClient.tokensFile(),
                "--wa.settings.processor.http.circuit-breaker.minimum-calls=2",
                "--wa.settings.processor.http.circuit-breaker.open-for=1h",
                "--wa.settings.processor.urls.trusted-hosts=" + HOST));
    }

    @AfterAll
    static void stop() throws IOException {
        HARNESS.close();
        NOBODY.close();
    }

    @Test
    void an_open_circuit_is_shown_with_partner_host_since_and_why() {
        Instant before = Instant.now();
        submit();

        JsonNode circuit = awaitCircuit();

        assertThat(circuit.path("host").asString()).isEqualTo(HOST);
        assertThat(circuit.path("why").asString()).contains("refused the connection");
        assertThat(Instant.parse(circuit.path("since").asString()))
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
    }

    @Test
    void operators_are_told_the_host_of_a_refused_connection_and_the_cause_survives_retries_and_the_open_circuit() {
        submit();
        awaitCircuit();

        await().atMost(PATIENCE)
                .until(() -> HARNESS.statuses().stream()
                        .anyMatch(status -> status.commandId().equals(id)
                                && status.message().contains("was not tried for now")));
        JsonNode deferred = json(ops.get("/ops/commands/" + id));

        assertThat(deferred.path("attempts"))
                .hasSize(2)
                .allSatisfy(
                        attempt -> assertThat(attempt.path("cause").asString()).contains("refused the connection"))
                .allSatisfy(
                        attempt -> assertThat(attempt.path("host").asString()).isEqualTo(HOST));
        assertThat(deferred.path("cause").asString()).contains("refused the connection");
        assertThat(deferred.path("host").asString()).isEqualTo(HOST);
    }

    @Test
    void the_partner_is_told_the_same_cause_without_the_host() {
        submit();
        awaitCircuit();

        assertThat(HARNESS.statuses())
                .filteredOn(status -> status.commandId().equals(id))
                .isNotEmpty()
                .flatExtracting(Status::errors)
                .extracting(FieldMessage::message)
                .allMatch(message -> message.contains("refused the connection") && !message.contains("127.0.0.1"));
    }

    private void submit() {
        HARNESS.submitBearer(id, partner + "/transactional/default", "http://" + HOST + "/hook");
    }

    private JsonNode awaitCircuit() {
        return await().atMost(PATIENCE).until(() -> circuit(), circuit -> !circuit.isMissingNode());
    }

    private JsonNode circuit() {
        JsonNode circuits = json(ops.get("/ops/circuits"));
        for (JsonNode circuit : circuits) {
            if (circuit.path("partner").asString().equals(partner)) {
                return circuit;
            }
        }
        return circuits.path("none");
    }
}
