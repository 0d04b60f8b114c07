package io.wasettings.ingest.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.wasettings.common.settings.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One sealing key for all tests: the public part as the application's keys file, the private part for who plays the
 * processor.
 */
public final class TestKeys {

    private static final JWKSet KEYS = new JWKSet(newKey("test"));
    private static final Path PUBLIC_FILE = write();

    private TestKeys() {}

    /** What the application is given as {@code wa.settings.keys-file}. */
    public static Path publicFile() {
        return PUBLIC_FILE;
    }

    /** What opens the secrets that the application sealed. */
    public static SecretBox privateBox() {
        return new SecretBox(KEYS);
    }

    /** A key pair on P-256. */
    public static ECKey newKey(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write() {
        try {
            return Files.writeString(Files.createTempFile("keys", ".json"), KEYS.toString(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
