package io.wasettings.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.processor.keys.KeyFile;
import io.wasettings.testkit.StartupFailureContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A failure to start is one line that says what to do. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureIT extends StartupFailureContract {

    private static final String TOKENS_FILE = "wa.settings.processor.ops.tokens-file";

    @TempDir
    Path folder;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private CharSequence output = "";

    @BeforeEach
    void use_what_is_there(CapturedOutput console) {
        output = console;
        Path keys = folder.resolve("private.json");
        new KeyFile(keys, Clock.systemUTC()).generate();
        settings.put(KEYS_FILE, keys.toString());
        settings.put("server.port", "0");
        settings.put("logging.level.root", "warn");
        // Nothing listens there; all failures come before anybody asks.
        settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:1");
        settings.put("spring.mongodb.uri", "mongodb://127.0.0.1:1");
    }

    @Override
    protected Map<String, String> settings() {
        return settings;
    }

    @Override
    protected void start(Map<String, String> with) {
        ProcessorApplication.builder()
                .run(with.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    @Override
    protected CharSequence output() {
        return output;
    }

    @Test
    void no_keys_file() {
        settings.remove(KEYS_FILE);

        assertFailure("Set wa.settings.keys-file to a JWK set with private keys");
    }

    @Test
    void a_keys_file_that_is_not_there() {
        settings.put(KEYS_FILE, folder.resolve("none.json").toString());

        assertFailure(
                "none.json does not exist; it must be that of the other processors, or, for the first one, made with"
                        + " \"keys generate\"");
    }

    @Test
    void a_keys_file_without_private_keys() throws Exception {
        JWKSet keys = JWKSet.load(Path.of(settings.get(KEYS_FILE)).toFile());
        settings.put(KEYS_FILE, file(keys.toPublicJWKSet().toString()));

        assertFailure("has public keys alone; the processor needs the private ones");
    }

    @Test
    void a_tokens_file_that_holds_something_else() {
        settings.put(TOKENS_FILE, settings.get(KEYS_FILE));

        assertFailure("must be a JSON array of");
    }

    @Test
    void a_trusted_host_that_is_none() {
        settings.put("wa.settings.processor.urls.trusted-hosts", "https://example.com/");

        assertFailure("\"https://example.com/\"");
    }

    @Test
    void an_allowed_host_that_no_request_could_match() {
        settings.put("wa.settings.processor.ops.allowed-hosts", "https://ops.example.com");

        assertFailure("Correct wa.settings.processor.ops.allowed-hosts: \"https://ops.example.com\"");
    }

    @Test
    void a_property_out_of_bounds() {
        settings.put("wa.settings.topics.partitions", "0");

        assertFailure("must be greater than or equal to 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2"})
    void a_replication_factor_that_is_none(String factor) {
        settings.put("wa.settings.topics.replication-factor", factor);

        assertFailure(
                "Correct the settings: wa.settings.topics.replication-factor must be at least 1, or -1 for the broker's default");
    }

    @Test
    void a_loan_that_may_end_before_its_renewal() {
        settings.put("wa.settings.processor.renewal.loan", "60s");

        assertFailure("set wa.settings.processor.renewal.loan to more than 63000ms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry.delays=1s,10s, | retry.delays[2]",
                "retry.delays=1s,,10s | retry.delays[1]",
                "retry.delays=1s,0s | retry.delays[1]",
                "retry.delays=-1s | retry.delays[0]",
                "urls.ports=443,8443, | urls.ports",
                "urls.ports=0 | urls.ports",
                "urls.ports= | urls.ports",
                "urls.lookup-timeout=0s | urls.lookup-timeout",
                "urls.lookup-cache-cap=-1s | urls.lookup-cache-cap",
                "overdue-after=0s | overdue-after",
                "retry.max-deferral=-5m | retry.max-deferral",
                "commit-interval=-1s | commit-interval",
                "rebalance-grace=-1s | rebalance-grace",
                "shutdown-grace=-1s | shutdown-grace",
                "renewal.floor=-1s | renewal.floor",
                "tokens.exchange-wait=-1s | tokens.exchange-wait",
                "tokens.keep-trying=-1s | tokens.keep-trying",
                "max-waiting-size=0B | max-waiting-size",
                "max-waiting-size-per-partner=0B | max-waiting-size-per-partner",
            })
    void a_value_that_would_only_fail_later(String setting, String named) {
        String[] nameAndValue = setting.split("=", -1);
        settings.put("wa.settings.processor." + nameAndValue[0], nameAndValue[1]);

        assertFailure(named);
        assertThat(output).contains("must");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wa.settings.mongodb.read-timeout",
                "wa.settings.mongodb.server-selection-timeout",
                "wa.settings.processor.keys.check-interval",
                "wa.settings.processor.renewal.loan",
                "wa.settings.processor.renewal.first-backoff",
                "wa.settings.processor.renewal.longest-backoff",
                "wa.settings.processor.renewal.interval",
                "wa.settings.processor.renewal.census-interval"
            })
    void an_interval_of_nothing(String property) {
        settings.put(property, "0s");

        assertFailure(property);
        assertThat(output).contains("must be longer than or equal to 100 millis");
    }

    @Test
    void a_setting_of_the_broker_s_clients_that_their_group_does_not_take() {
        settings.put("spring.kafka.consumer.properties.session.timeout.ms", "10000");

        assertFailure("session.timeout.ms");
    }

    private String file(String content) {
        try {
            return Files.writeString(folder.resolve("file.json"), content).toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
