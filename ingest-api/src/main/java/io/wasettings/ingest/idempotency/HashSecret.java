package io.wasettings.ingest.idempotency;

import io.wasettings.common.text.Json;
import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/**
 * Hashes keys and contents by HMAC-SHA-256, so that neither shows in the store, and nobody can test guesses without the
 * secret. A key's hash never equals a content's. Thread-safe.
 */
final class HashSecret {

    /** Least length of a secret, in bytes: that of the hash (RFC 2104 section 3). */
    static final int MIN_BYTES = 32;

    private static final String MAKE_ONE = "make one with \"openssl rand -hex 32\"";
    private static final String ALGORITHM = "HmacSHA256";
    private static final ObjectWriter SORTED = Json.mapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final SecretKeySpec secret;

    HashSecret(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** A new random secret. */
    static byte[] random() {
        byte[] secret = new byte[MIN_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /**
     * The bytes of that file, without white space around them.
     *
     * @throws MisconfigurationException saying in one line what is wrong with it
     */
    static HashSecret load(Path file) {
        try {
            byte[] secret = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
            if (secret.length < MIN_BYTES) {
                throw new MisconfigurationException(
                        "The idempotency secret in " + file + " needs at least " + MIN_BYTES + " bytes; " + MAKE_ONE);
            }
            return new HashSecret(secret);
        } catch (CharacterCodingException e) {
            throw new MisconfigurationException(
                    "The idempotency secret in " + file + " is not text in UTF-8; " + MAKE_ONE);
        } catch (IOException e) {
            throw new MisconfigurationException("The file " + file + " of wa.settings.ingest.idempotency-secret-file"
                    + " cannot be read; it must be there, and this user must be allowed to read it");
        }
    }

    /** The hash of a request's key, unique among all partners. */
    String id(KeyedRequest request) {
        return hash("key", request.id(), "", new byte[0]);
    }

    /**
     * The hash of what a request asks for: its channel and the content of its body, whatever its white space and order
     * of members.
     */
    String content(KeyedRequest request) {
        Object body = Json.parse(request.body())
                .fold(value -> Json.mapper().treeToValue(value, Object.class), problem -> {
                    throw new IllegalArgumentException("It was read before, and now " + problem);
                });
        // Not by way of a text, where half a surrogate pair would become a question mark.
        return hash("content", request.id(), request.channel(), SORTED.writeValueAsBytes(body));
    }

    /** No part holds the line feed that separates them. */
    private String hash(String purpose, String id, String channel, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update((purpose + "\n" + id + "\n" + channel + "\n").getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
