package io.wasettings.service.security;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A local file of access tokens: what each bearer token allows. The file holds SHA-256 hashes only: {@code [{"sha256":
 * "<64 hex digits>", "partner": "acme", "scopes": ["wa.settings.write"]}]}. Immutable.
 */
public final class AccessTokens {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final Map<String, Grant> grants;

    private AccessTokens(Map<String, Grant> grants) {
        this.grants = Map.copyOf(grants);
    }

    /**
     * What a token allows.
     *
     * @param partner the partner that the token names
     * @param scopes OAuth 2.0 scopes
     */
    public record Grant(String partner, List<String> scopes) {}

    private record Entry(
            @Nullable String sha256,
            @Nullable String partner,
            @Nullable List<@Nullable String> scopes) {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException saying in one line what is wrong with the file and what to do
     */
    public static AccessTokens load(Path file) {
        try {
            return new AccessTokens(read(json(file)));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The tokens file " + file
                    + " must be a JSON array of {\"sha256\": …, \"partner\": …, \"scopes\": […]}");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The tokens file " + file + " cannot be used: " + e.getMessage());
        }
    }

    private static JsonNode json(Path file) {
        try {
            return Json.parse(Files.readAllBytes(file)).fold(value -> value, problem -> {
                throw new IllegalArgumentException("it " + problem);
            });
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "it cannot be read; it must be there, and this user must be allowed to read it");
        }
    }

    /** What that bearer token allows; empty for an unknown token. */
    public Optional<Grant> grantOf(String token) {
        return Optional.ofNullable(grants.get(sha256(token)));
    }

    /** What all of the file's tokens allow. */
    Collection<Grant> grants() {
        return grants.values();
    }

    /** The lower-case hex SHA-256 of a token, as the file holds it. */
    public static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Map<String, Grant> read(JsonNode json) {
        Map<String, Grant> grants = new HashMap<>();
        @Nullable Entry @Nullable [] entries = Json.mapper().treeToValue(json, Entry[].class);
        if (entries == null) {
            throw new IllegalArgumentException("it holds no array");
        }
        for (int i = 0; i < entries.length; i++) {
            Entry entry = entries[i];
            if (entry == null
                    || entry.sha256 == null
                    || !SHA256.matcher(entry.sha256).matches()) {
                throw new IllegalArgumentException("entry " + i + " needs a sha256 of 64 hex digits");
            }
            if (entry.partner == null || !SettingsKey.isPartner(entry.partner)) {
                throw new IllegalArgumentException(
                        "entry " + i + " needs a partner of 1 to 128 of A-Z a-z 0-9 . _ ~ -");
            }
            List<String> scopes = entry.scopes == null
                    ? List.of()
                    : entry.scopes.stream().map(String::valueOf).toList();
            if (grants.put(
                            HexFormat.of().formatHex(HexFormat.of().parseHex(entry.sha256)),
                            new Grant(entry.partner, scopes))
                    != null) {
                throw new IllegalArgumentException("entry " + i + " repeats the sha256 of another one");
            }
        }
        return grants;
    }
}
