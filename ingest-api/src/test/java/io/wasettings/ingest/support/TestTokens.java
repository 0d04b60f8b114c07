package io.wasettings.ingest.support;

import io.wasettings.common.text.Json;
import io.wasettings.service.security.AccessTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Access tokens of the tests, for the mode {@code tokens}. */
public final class TestTokens {

    public static final String ACME = "acme-token";
    public static final String BETA = "beta-token";
    public static final String GAMMA = "gamma-token";
    public static final String READER = "reader-token";
    public static final String WRITER = "writer-token";
    public static final String OBSERVER = "observer-token";
    public static final String OPERATOR = "operator-token";

    private static final Path FILE = write();

    private TestTokens() {}

    /** What the application is given as {@code wa.settings.ingest.auth.tokens-file}. */
    public static Path file() {
        return FILE;
    }

    private static Path write() {
        List<Map<String, Object>> entries = List.of(
                entry(ACME, "acme", "wa.settings.write", "wa.settings.read"),
                entry(BETA, "beta", "wa.settings.write", "wa.settings.read"),
                entry(GAMMA, "gamma", "wa.settings.write"),
                entry(READER, "acme", "wa.settings.read"),
                entry(WRITER, "acme", "wa.settings.write"),
                entry(OBSERVER, "observer", "wa.settings.observe"),
                entry(OPERATOR, "operator", "wa.settings.operate"));
        try {
            return Files.write(
                    Files.createTempFile("tokens", ".json"), Json.mapper().writeValueAsBytes(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> entry(String token, String partner, String... scopes) {
        return Map.of("sha256", AccessTokens.sha256(token), "partner", partner, "scopes", List.of(scopes));
    }
}
