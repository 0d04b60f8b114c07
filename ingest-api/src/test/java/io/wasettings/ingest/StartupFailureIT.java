package io.wasettings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestKeys;
import io.wasettings.testkit.FailedStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A failure to start is one line that says what to do. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureIT {

    private static final String KEYS_FILE = "wa.settings.keys-file";
    private static final String AUTH_MODE = "wa.settings.ingest.auth.mode";
    private static final String TOKENS_FILE = "wa.settings.ingest.auth.tokens-file";

    @TempDir
    Path folder;

    private final Map<String, String> settings = Ingest.settings();

    @Test
    void no_keys_file(CapturedOutput output) {
        settings.remove(KEYS_FILE);

        assertFailure(output, "Set wa.settings.keys-file");
    }

    @Test
    void a_keys_file_that_is_not_there(CapturedOutput output) {
        settings.put(KEYS_FILE, folder.resolve("none.json").toString());

        assertFailure(output, "none.json does not exist; wa.settings.keys-file must name what \"keys list --json\"");
        assertThat(output).doesNotContain("keys generate");
    }

    @Test
    void a_keys_file_that_holds_something_else(CapturedOutput output) throws IOException {
        settings.put(
                KEYS_FILE,
                Files.writeString(folder.resolve("keys.json"), "s3cr3t").toString());

        assertFailure(output, "is not a JWK set");
        assertThat(output).doesNotContain("s3cr3t");
    }

    @Test
    void a_keys_file_with_private_keys(CapturedOutput output) throws IOException {
        String keys = new JWKSet(TestKeys.newKey("private")).toString(false);
        settings.put(
                KEYS_FILE,
                Files.writeString(folder.resolve("private.json"), keys).toString());

        assertFailure(output, "holds private keys, which must not come here");
    }

    @Test
    void no_issuer_for_jwts(CapturedOutput output) {
        settings.put(AUTH_MODE, "jwt");

        assertFailure(output, "Set spring.security.oauth2.resourceserver.jwt.issuer-uri or ");
    }

    @Test
    void a_tokens_file_that_holds_something_else(CapturedOutput output) {
        settings.put(TOKENS_FILE, TestKeys.publicFile().toString());

        assertFailure(output, "must be a JSON array of");
    }

    @Test
    void a_property_out_of_bounds(CapturedOutput output) {
        settings.put("wa.settings.ingest.idempotency-ttl", "1h");

        assertFailure(output, "must be longer than or equal to 24 hours");
    }

    @Test
    void commands_that_are_forgotten_before_their_idempotency_keys(CapturedOutput output) {
        settings.put("wa.settings.mongodb.command-retention", "24h");

        assertFailure(output, "set wa.settings.mongodb.command-retention to 1450m or more");
    }

    @Test
    void a_duration_without_a_unit(CapturedOutput output) {
        settings.put("wa.settings.ingest.wait", "10");

        assertFailure(output, "wa.settings.ingest.wait says 10 without a unit; write 10ms, 10s or 10m");
    }

    @Test
    void two_topics_of_one_name(CapturedOutput output) {
        settings.put("wa.settings.topics.status", settings.get("wa.settings.topics.commands"));

        assertFailure(output, "wa.settings.topics.commands and wa.settings.topics.status are both ");
    }

    @ParameterizedTest
    @CsvSource({
        "spring.kafka.producer.transaction-id-prefix, orders, spring.kafka.producer.transaction-id-prefix",
        "spring.kafka.producer.properties.compression.type, zip, compression.type",
        "spring.kafka.consumer.properties.fetch.max.bytes, -1, fetch.max.bytes"
    })
    void a_setting_of_the_broker_s_clients_that_would_only_fail_later(
            String property, String value, String named, CapturedOutput output) {
        settings.put(property, value);

        assertFailure(output, named);
    }

    @Test
    void a_port_in_use(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("server.port", String.valueOf(taken.getLocalPort()));

            assertFailure(output, "Port " + taken.getLocalPort() + " was already in use");
        }
    }

    private void assertFailure(CapturedOutput output, String reason) {
        FailedStart.assertTold(output, reason, () -> Ingest.start(settings));
    }
}
