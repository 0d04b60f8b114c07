package io.wasettings.common.settings;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.seal.KeyedHash;
import io.wasettings.common.seal.KeysFile;
import io.wasettings.common.seal.Refusal;
import io.wasettings.common.seal.RestSeal;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.seal.SealingKeys;
import io.wasettings.common.seal.TopicSeal;
import io.wasettings.common.seal.Unsealed;
import io.wasettings.common.seal.Unsealed.Opened;
import io.wasettings.common.seal.Unsealed.Refused;
import io.wasettings.common.text.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Seals secrets for the topics and the store, and opens them again. Every sealed value is a JWE in compact form (RFC
 * 7516) that opens only for the record that it was sealed for: a copy elsewhere is useless.
 *
 * <p>On the topic, whose producers have only public keys, it is {@code ECDH-ES} and its payload names the record; at
 * rest it is {@code dir}, under a key derived for the owner and the purpose. Neither form opens in place of the other.
 * Thread-safe.
 */
public final class SecretBox {

    private static final String OWNER = "key";

    private final SealingKeys keys;
    private final TopicSeal topic;
    private final RestSeal rest;
    private final KeyedHash hashes;

    /** @throws IllegalArgumentException saying what to do, if the set holds no usable key */
    public SecretBox(JWKSet keys) {
        this(new SealingKeys(keys));
    }

    /** @throws IllegalArgumentException if a key is no point of its curve */
    public SecretBox(SealingKeys keys) {
        this.keys = keys;
        this.topic = new TopicSeal(keys);
        this.rest = new RestSeal(keys);
        this.hashes = new KeyedHash(keys);
    }

    /**
     * Reads a JWK set file (RFC 7517).
     *
     * @throws IllegalArgumentException saying in one line what is wrong with the file and what to do
     */
    public static SecretBox load(Path file) {
        return KeysFile.load(file, SecretBox::new);
    }

    /** The keys that it seals and opens with. */
    public SealingKeys keys() {
        return keys;
    }

    /** Hashes for finding or comparing secrets without storing them. */
    public KeyedHash hashes() {
        return hashes;
    }

    /** Seals secrets for the topic, for the record whose key is {@code owner}. */
    public String seal(String owner, Secrets secrets) {
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put(OWNER, owner);
        payload.putAll(secrets.values());
        return topic.seal(Json.mapper().writeValueAsBytes(payload));
    }

    /** Opens secrets that were sealed for the topic, for the record whose key is {@code owner}. */
    public Unsealed<Secrets> open(String owner, String sealed) {
        return topic.open(sealed).fold(payload -> read(owner, payload), Refused::new);
    }

    /** Seals secrets for the store, for that owner and purpose only. */
    public String sealAtRest(Purpose purpose, String owner, Secrets secrets) {
        return rest.seal(purpose, owner, Json.mapper().writeValueAsBytes(secrets.values()));
    }

    /**
     * Opens secrets that were sealed for the store, for that owner and purpose. Those that an earlier version sealed
     * there in the topic's form open too, but not those that were sealed for the topic with their destinations.
     */
    public Unsealed<Secrets> openAtRest(Purpose purpose, String owner, String sealed) {
        return rest.open(purpose, owner, sealed)
                .fold(
                        SecretBox::read,
                        refusal -> refusal == Refusal.WRONG_ALGORITHM
                                ? openEarlier(owner, sealed)
                                : new Refused<>(refusal));
    }

    private Unsealed<Secrets> openEarlier(String owner, String sealed) {
        return open(owner, sealed)
                .fold(
                        secrets -> secrets.nameDestinations() ? new Refused<>(Refusal.FOREIGN) : new Opened<>(secrets),
                        Refused::new);
    }

    private static Unsealed<Secrets> read(String owner, byte[] payload) {
        return read(payload)
                .fold(
                        secrets -> owner.equals(secrets.values().get(OWNER))
                                ? new Opened<>(secrets.without(OWNER))
                                : new Refused<>(Refusal.FOREIGN),
                        Refused::new);
    }

    private static Unsealed<Secrets> read(byte[] payload) {
        return Json.parse(payload).object().map(SecretBox::read).orElseGet(() -> new Refused<>(Refusal.WRONG_PAYLOAD));
    }

    private static Unsealed<Secrets> read(JsonNode members) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            if (member.getValue().isString()) {
                secrets.put(member.getKey(), member.getValue().stringValue());
            } else if (!member.getValue().isNull()) {
                return new Refused<>(Refusal.WRONG_PAYLOAD);
            }
        }
        return new Opened<>(new Secrets(secrets));
    }
}
