package io.wasettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks for both applications that a failure to start is one line that says what to do. */
@Tag("once")
public abstract class StartupFailureContract {

    protected static final String KEYS_FILE = "wa.settings.keys-file";

    /** Settings with which it starts, for a test to spoil. */
    protected abstract Map<String, String> settings();

    /** Starts the application. */
    protected abstract void start(Map<String, String> settings);

    /** What is written to the console. */
    protected abstract CharSequence output();

    /** Asserts that it does not start with these settings, and that the one line contains the reason. */
    protected final void assertFailure(String reason) {
        FailedStart.assertTold(output(), reason, () -> start(settings()));
    }

    @Test
    void a_keys_file_that_holds_something_else(@TempDir Path folder) throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.json"), "s3cr3t");
        settings().put(KEYS_FILE, keys.toString());

        assertFailure("is not a JWK set");
        assertThat(output()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({
        "spring.kafka.producer.transaction-id-prefix, orders, spring.kafka.producer.transaction-id-prefix",
        "spring.kafka.producer.properties.compression.type, zip, compression.type",
        "spring.kafka.consumer.properties.fetch.max.bytes, -1, fetch.max.bytes"
    })
    void a_setting_of_the_broker_s_clients_that_would_only_fail_later(String property, String value, String named) {
        settings().put(property, value);

        assertFailure(named);
    }

    @Test
    void a_port_in_use() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings().put("server.port", String.valueOf(taken.getLocalPort()));

            assertFailure("Port " + taken.getLocalPort() + " was already in use");
        }
    }
}
