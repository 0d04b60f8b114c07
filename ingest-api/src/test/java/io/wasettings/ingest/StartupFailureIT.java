package io.wasettings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestKeys;
import io.wasettings.testkit.StartupFailureContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A failure to start is one line that says what to do. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureIT extends StartupFailureContract {

    private static final String AUTH_MODE = "wa.settings.ingest.auth.mode";
    private static final String TOKENS_FILE = "wa.settings.ingest.auth.tokens-file";

    @TempDir
    Path folder;

    private final Map<String, String> settings = Ingest.settings();
    private CharSequence output = "";

    @BeforeEach
    void listen(CapturedOutput console) {
        output = console;
    }

    @Override
    protected Map<String, String> settings() {
        return settings;
    }

    @Override
    protected void start(Map<String, String> with) {
        Ingest.start(with);
    }

    @Override
    protected CharSequence output() {
        return output;
    }

    @Test
    void no_keys_file() {
        settings.remove(KEYS_FILE);

        assertFailure("Set wa.settings.keys-file");
    }

    @Test
    void a_keys_file_that_is_not_there() {
        settings.put(KEYS_FILE, folder.resolve("none.json").toString());

        assertFailure("none.json does not exist; wa.settings.keys-file must name what \"keys list --json\"");
        assertThat(output).doesNotContain("keys generate");
    }

    @Test
    void a_keys_file_with_private_keys() throws IOException {
        String keys = new JWKSet(TestKeys.newKey("private")).toString(false);
        settings.put(
                KEYS_FILE,
                Files.writeString(folder.resolve("private.json"), keys).toString());

        assertFailure("holds private keys, which must not come here");
    }

    @Test
    void no_issuer_for_jwts() {
        settings.put(AUTH_MODE, "jwt");

        assertFailure("Set spring.security.oauth2.resourceserver.jwt.issuer-uri or ");
    }

    @Test
    void a_tokens_file_that_holds_something_else() {
        settings.put(TOKENS_FILE, TestKeys.publicFile().toString());

        assertFailure("must be a JSON array of");
    }

    @Test
    void a_property_out_of_bounds() {
        settings.put("wa.settings.ingest.idempotency-ttl", "1h");

        assertFailure("must be longer than or equal to 24 hours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wa.settings.ingest.rate-limit.requests", "wa.settings.ingest.rate-limit.reads"})
    void a_rate_that_cannot_be_counted(String property) {
        settings.put(property, "1000000001");

        assertFailure("requests and reads must be at most one a nanosecond of the period");
    }

    @Test
    void commands_that_are_forgotten_before_their_idempotency_keys() {
        settings.put("wa.settings.mongodb.command-retention", "24h");

        assertFailure("set wa.settings.mongodb.command-retention to 1450m or more");
    }

    @Test
    void a_duration_without_a_unit() {
        settings.put("wa.settings.ingest.wait", "10");

        assertFailure("wa.settings.ingest.wait says 10 without a unit; write 10ms, 10s or 10m");
    }

    @Test
    void an_allowed_host_that_no_request_could_match() {
        settings.put("wa.settings.ingest.allowed-hosts", "localhost,api.example.com:8443");

        assertFailure("Correct wa.settings.ingest.allowed-hosts: \"api.example.com:8443\" is neither a name");
    }

    @Test
    void two_topics_of_one_name() {
        settings.put("wa.settings.topics.status", settings.get("wa.settings.topics.commands"));

        assertFailure("wa.settings.topics.commands and wa.settings.topics.status are both ");
    }
}
