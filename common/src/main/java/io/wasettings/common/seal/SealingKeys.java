package io.wasettings.common.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sealing keys of a JWK set (RFC 7517), in its order: EC keys on P-256, with or without their private part, the
 * current one first. After them may come keys of type {@code oct}: what is left of a key that was removed, and enough
 * to compare the hashes that were made with it. Immutable.
 */
public final class SealingKeys {

    private static final byte[] HASH_ROOT = "wa-settings keyed hash".getBytes(UTF_8);

    private final List<ECKey> keys;
    private final Map<String, byte[]> hashRoots;

    /** @throws IllegalArgumentException saying what to do, if the set cannot be used */
    public SealingKeys(JWKSet set) {
        List<ECKey> sealing = new ArrayList<>();
        Map<String, byte[]> roots = new LinkedHashMap<>();
        Set<String> kids = new HashSet<>();
        for (JWK key : set.getKeys()) {
            if (key.getKeyID() == null || key.getKeyID().isBlank()) {
                throw new IllegalArgumentException("every key needs a kid");
            }
            if (!kids.add(key.getKeyID())) {
                throw new IllegalArgumentException("it holds the kid \"" + key.getKeyID() + "\" twice");
            }
            if (key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())) {
                sealing.add(ec);
                if (ec.isPrivate()) {
                    roots.put(ec.getKeyID(), hashRoot(ec));
                }
            } else if (key instanceof OctetSequenceKey rest && rest.size() == Hkdf.LENGTH * Byte.SIZE) {
                roots.put(rest.getKeyID(), rest.toByteArray());
            } else {
                throw new IllegalArgumentException("every key must be of type EC on curve P-256");
            }
        }
        if (sealing.isEmpty()) {
            throw new IllegalArgumentException("it holds no key");
        }
        this.keys = List.copyOf(sealing);
        this.hashRoots = roots;
    }

    /**
     * What may remain of a removed key while hashes that were made with it are stored: it compares them, and opens
     * nothing.
     */
    public static OctetSequenceKey hashKeyOf(ECKey key) {
        return new OctetSequenceKey.Builder(hashRoot(key))
                .keyID(key.getKeyID())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.HS256)
                .issueTime(key.getIssueTime())
                .build();
    }

    /** The key that seals. */
    ECKey current() {
        return keys.get(0);
    }

    /** The keys that open. */
    List<ECKey> privateKeys() {
        return keys.stream().filter(ECKey::isPrivate).toList();
    }

    /** Whether anything of a private key is present. */
    public boolean holdSecrets() {
        return !hashRoots.isEmpty();
    }

    /** Whether the current key can open what it seals. */
    public boolean canOpen() {
        return current().isPrivate();
    }

    /** The id of the key that seals. */
    public String currentKid() {
        return current().getKeyID();
    }

    /** The ids of the keys that open. */
    public Set<String> openingKids() {
        return Set.copyOf(privateKeys().stream().map(ECKey::getKeyID).toList());
    }

    /** The public parts, for producers: a JWK set (RFC 7517). */
    public JWKSet publicKeys() {
        return new JWKSet(List.<JWK>copyOf(keys)).toPublicJWKSet();
    }

    /** The secrets that hashes are made with, by kid, the current key's first. */
    Map<String, byte[]> hashRoots() {
        return hashRoots;
    }

    private static byte[] hashRoot(ECKey key) {
        return Hkdf.hmac(key.getD().decode(), HASH_ROOT);
    }
}
