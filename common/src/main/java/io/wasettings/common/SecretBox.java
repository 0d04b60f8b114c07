package io.wasettings.common;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * Seals secrets for the topics and the store, and opens them again.
 *
 * <p>A sealed value is a JWE in compact form (RFC 7516) with {@code ECDH-ES} on P-256 and {@code A256GCM}. Its payload
 * names the record that it belongs to, so a value copied to another record does not open. The first key of the set
 * seals; every key of the set that has its private part opens. Thread-safe; keys are prepared once.
 */
public final class SecretBox {

    private static final String OWNER = "key";
    private static final String HMAC = "HmacSHA256";
    private static final String HASH_KEY_PURPOSE = "wa-settings keyed hash";

    private final JWKSet keys;
    private final JWEHeader header;
    private final ECDHEncrypter encrypter;
    private final Map<String, ECDHDecrypter> decrypters;
    private final List<SecretKeySpec> hashKeys;

    /** @throws IllegalArgumentException saying what to do, when the set holds no usable key */
    public SecretBox(JWKSet keys) {
        try {
            ECKey current = null;
            Map<String, ECDHDecrypter> byKid = new TreeMap<>();
            List<SecretKeySpec> hashKeysInOrder = new ArrayList<>();
            for (JWK jwk : keys.getKeys()) {
                ECKey key = requireUsable(jwk);
                current = current == null ? key : current;
                if (key.isPrivate()) {
                    hashKeysInOrder.add(hashKey(key));
                    if (byKid.put(key.getKeyID(), new ECDHDecrypter(key)) != null) {
                        throw new IllegalArgumentException("it holds the kid \"" + key.getKeyID() + "\" twice");
                    }
                }
            }
            if (current == null) {
                throw new IllegalArgumentException("it holds no key; make one with \"keys generate\"");
            }
            this.keys = keys;
            this.header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                    .keyID(current.getKeyID())
                    .build();
            this.encrypter = new ECDHEncrypter(current.toPublicJWK());
            this.decrypters = byKid;
            this.hashKeys = List.copyOf(hashKeysInOrder);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("its keys cannot be used", e);
        }
    }

    /**
     * Reads a JWK set file (RFC 7517).
     *
     * @throws IllegalArgumentException saying in one line what is wrong with the file and what to do
     */
    public static SecretBox load(Path file) {
        try {
            return new SecretBox(JWKSet.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot read the keys file " + file
                            + "; make one with \"keys generate\" and set wa.settings.keys-file",
                    e);
        } catch (ParseException e) {
            // Without the cause: its text may quote key material.
            throw new IllegalArgumentException("The keys file " + file + " is not a JWK set (RFC 7517)");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The keys file " + file + " cannot be used: " + e.getMessage());
        }
    }

    /** The public parts of all keys, for producers: a JWK set (RFC 7517). */
    public JWKSet publicKeys() {
        return keys.toPublicJWKSet();
    }

    /** Whether sealed values can be opened, that is, whether a private key is there. */
    public boolean canOpen() {
        return !decrypters.isEmpty();
    }

    /**
     * Keyed hashes (HMAC-SHA256) by which something that belongs to a secret is found again without keeping the secret:
     * one per private key, the current key's first.
     *
     * @param parts what is hashed; how it is split matters
     */
    public List<String> keyedHashes(String... parts) {
        return hashKeys.stream().map(key -> hmac(key, parts)).toList();
    }

    /** Seals the secrets of the record of that name. */
    public String seal(String owner, Secrets secrets) {
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put(OWNER, owner);
        payload.putAll(secrets.values());
        JWEObject jwe = new JWEObject(
                header, new Payload(Json.mapper().writeValueAsString(payload).getBytes(StandardCharsets.UTF_8)));
        try {
            jwe.encrypt(encrypter);
        } catch (JOSEException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
        return jwe.serialize();
    }

    /** Opens what was sealed for the record of that name. */
    public Opening open(String owner, String sealed) {
        JWEObject jwe;
        try {
            jwe = JWEObject.parse(sealed);
        } catch (ParseException | IllegalArgumentException e) {
            return Refusal.NOT_A_JWE;
        }
        JWEHeader given = jwe.getHeader();
        if (!JWEAlgorithm.ECDH_ES.equals(given.getAlgorithm())
                || !EncryptionMethod.A256GCM.equals(given.getEncryptionMethod())
                || given.getCompressionAlgorithm() != null) {
            return Refusal.WRONG_ALGORITHM;
        }
        ECDHDecrypter decrypter = given.getKeyID() == null ? null : decrypters.get(given.getKeyID());
        if (decrypter == null) {
            return Refusal.UNKNOWN_KEY;
        }
        try {
            jwe.decrypt(decrypter);
        } catch (JOSEException e) {
            return Refusal.NOT_AUTHENTIC;
        }
        return read(owner, jwe.getPayload().toBytes());
    }

    private static Opening read(String owner, byte[] payload) {
        return Json.parse(payload)
                .object()
                .<Opening>map(members -> read(owner, members))
                .orElse(Refusal.WRONG_PAYLOAD);
    }

    private static Opening read(String owner, JsonNode members) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            if (member.getValue().isString()) {
                secrets.put(member.getKey(), member.getValue().stringValue());
            } else if (!member.getValue().isNull()) {
                return Refusal.WRONG_PAYLOAD;
            }
        }
        return owner.equals(secrets.remove(OWNER)) ? new Opened(new Secrets(secrets)) : Refusal.FOREIGN;
    }

    private static SecretKeySpec hashKey(ECKey key) {
        return new SecretKeySpec(rawHmac(new SecretKeySpec(key.getD().decode(), HMAC), HASH_KEY_PURPOSE), HMAC);
    }

    private static String hmac(SecretKeySpec key, String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(rawHmac(key, text.toString()));
    }

    private static byte[] rawHmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }

    private static ECKey requireUsable(JWK jwk) {
        if (!(jwk instanceof ECKey key) || !Curve.P_256.equals(key.getCurve())) {
            throw new IllegalArgumentException("every key must be of type EC on curve P-256");
        }
        if (key.getKeyID() == null || key.getKeyID().isBlank()) {
            throw new IllegalArgumentException("every key needs a kid");
        }
        return key;
    }

    /** What {@link #open} made of a sealed value: {@link Opened}, or why not. */
    public sealed interface Opening {

        /** One function per case, so that no case is forgotten. */
        <T> T fold(Function<Secrets, T> opened, Function<Refusal, T> refused);
    }

    /** The secrets in the clear. */
    public record Opened(Secrets secrets) implements Opening {
        @Override
        public <T> T fold(Function<Secrets, T> opened, Function<Refusal, T> refused) {
            return opened.apply(secrets);
        }
    }

    /** Why a sealed value does not open; worded for who sealed it. */
    public enum Refusal implements Opening {
        NOT_A_JWE("must be a JWE in compact form (RFC 7516)"),
        WRONG_ALGORITHM("must be sealed with alg ECDH-ES and enc A256GCM, without compression"),
        UNKNOWN_KEY("is sealed with an unknown kid; use a key of /.well-known/jwks.json"),
        NOT_AUTHENTIC("does not open: it was altered, or sealed for another key"),
        WRONG_PAYLOAD("must hold a JSON object of strings"),
        FOREIGN("is sealed for another record; its \"key\" must equal the record key");

        private final String message;

        Refusal(String message) {
            this.message = message;
        }

        @Override
        public <T> T fold(Function<Secrets, T> opened, Function<Refusal, T> refused) {
            return refused.apply(this);
        }

        /** What is wrong, completing a sentence about the sealed value. */
        public String message() {
            return message;
        }
    }
}
