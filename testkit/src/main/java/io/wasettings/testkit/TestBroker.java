package io.wasettings.testkit;

import io.wasettings.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** One real broker for all tests of a JVM, started when first asked for. Tests use topics of different names. */
public final class TestBroker {

    private static final EmbeddedBroker BROKER = start();

    private TestBroker() {}

    /** What clients set as {@code bootstrap.servers}. */
    public static String bootstrapServers() {
        return BROKER.bootstrapServers();
    }

    private static EmbeddedBroker start() {
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(Files.createTempDirectory("test-broker"), 0);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-test-broker"));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
