package io.wasettings.standalone;

import io.wasettings.common.text.Json;
import io.wasettings.service.security.AccessTokens;
import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A file of access tokens' hashes in which one entry is standalone's own and all others are the user's. */
final class TokensFile {

    private static final int TOKEN_BYTES = 24;

    private final Path file;

    TokensFile(Path file) {
        this.file = file;
    }

    /** A new token that nobody can guess. */
    static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /**
     * Sets what the token may do, and leaves the entries of other tokens as they are.
     *
     * @throws MisconfigurationException when the file is not one of tokens
     */
    void put(String name, String token, String... scopes) throws IOException {
        String sha256 = AccessTokens.sha256(token);
        replace(old -> old.path("sha256").asString("").equalsIgnoreCase(sha256), entry(name, token, scopes));
    }

    /**
     * Puts the token in place of any other of that name, and leaves the other entries as they are.
     *
     * @throws MisconfigurationException when the file is not one of tokens
     */
    void renew(String name, String token, String... scopes) throws IOException {
        replace(old -> old.path("partner").asString("").equals(name), entry(name, token, scopes));
    }

    private static Map<String, Object> entry(String name, String token, String... scopes) {
        return Map.of("sha256", AccessTokens.sha256(token), "partner", name, "scopes", List.of(scopes));
    }

    private void replace(Predicate<JsonNode> old, Map<String, Object> own) throws IOException {
        List<Object> entries = new ArrayList<>();
        entries.add(own);
        for (JsonNode entry : existing()) {
            if (!old.test(entry)) {
                entries.add(entry);
            }
        }
        Files.writeString(file, Json.mapper().writeValueAsString(entries));
    }

    private JsonNode existing() throws IOException {
        try {
            return Json.mapper().readTree(Files.exists(file) ? Files.readString(file) : "[]");
        } catch (JacksonException e) {
            throw new MisconfigurationException(
                    "The tokens file " + file + " is not JSON; correct it, or delete it to have it made anew");
        }
    }
}
