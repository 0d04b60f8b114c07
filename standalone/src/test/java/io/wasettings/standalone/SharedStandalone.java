package io.wasettings.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** One standalone for the tests that look at it from outside, started when first asked for. */
final class SharedStandalone {

    private static final ConfigurableApplicationContext APPLICATION = start();

    private SharedStandalone() {}

    static Addresses addresses() {
        return APPLICATION.getBean(Standalone.class).started().addresses();
    }

    /** The access token for operators that it printed at its start. */
    static String operatorToken() {
        return APPLICATION.getBean(Standalone.class).started().operatorToken();
    }

    /** Where producers find the sealing keys. */
    static String keys() {
        return addresses().ingest() + "/.well-known/jwks.json";
    }

    /** A webhook of the demo partner, which knows {@code your_api_key}. */
    static String webhook() {
        return new Bodies(addresses()).webhook();
    }

    private static ConfigurableApplicationContext start() {
        try {
            Path data = Files.createTempDirectory("shared-standalone-");
            return StandaloneApplication.run(StandaloneArguments.with(data, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
