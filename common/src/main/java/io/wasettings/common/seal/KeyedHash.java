package io.wasettings.common.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hashes for finding or comparing something without storing it: HMAC-SHA256 under a key that is derived from a private
 * sealing key (HKDF-SHA256), one for each purpose. Written {@code kid:base64url}. Thread-safe; derived keys are kept,
 * so purposes should be few.
 */
public final class KeyedHash {

    private static final char SEPARATOR = ':';

    private final Map<String, byte[]> roots;
    private final Map<String, Map<String, byte[]>> keysOfPurposes = new ConcurrentHashMap<>();

    public KeyedHash(SealingKeys keys) {
        this.roots = keys.hashRoots();
    }

    /** The ids of the keys that it compares with. */
    public Set<String> kids() {
        return Set.copyOf(roots.keySet());
    }

    /** The prefix of every hash that was made with that key. */
    public static String beginningOf(String kid) {
        return kid + SEPARATOR;
    }

    /** The result of comparing with an earlier hash. */
    public enum Match {
        SAME,
        DIFFERENT,
        /** Unknown, since the key that it was made with is missing or it is no hash at all. */
        UNKNOWN_KEY
    }

    /**
     * The hash under the newest key.
     *
     * @param purpose separates hashes that serve different ends
     * @throws IllegalStateException if there is no private key
     */
    public String hash(String purpose, byte[] content) {
        return keys(purpose).entrySet().stream()
                .findFirst()
                .map(newest -> named(newest, content))
                .orElseThrow(() -> new IllegalStateException("Without a private key nothing is hashed"));
    }

    /** The hashes under all keys, the newest first: whenever the content was hashed, the result is one of these. */
    public List<String> hashes(String purpose, byte[] content) {
        return keys(purpose).entrySet().stream().map(key -> named(key, content)).toList();
    }

    /** Whether it is a hash of this content, under whichever key it was made. */
    public Match match(String hash, String purpose, byte[] content) {
        byte[] key = kidOf(hash).map(keys(purpose)::get).orElse(null);
        if (key == null) {
            return Match.UNKNOWN_KEY;
        }
        byte[] given = hash.substring(hash.lastIndexOf(SEPARATOR) + 1).getBytes(UTF_8);
        byte[] made = digest(key, content).getBytes(UTF_8);
        return MessageDigest.isEqual(given, made) ? Match.SAME : Match.DIFFERENT;
    }

    /** The key that a hash names; empty if it names none. */
    public static Optional<String> kidOf(String hash) {
        int end = hash.lastIndexOf(SEPARATOR);
        return end < 0 ? Optional.empty() : Optional.of(hash.substring(0, end));
    }

    /**
     * Hashes in the earlier form, which did not name the key, the newest key's first. Only for finding what was stored
     * then.
     */
    public List<String> unnamedHashes(byte[] content) {
        return roots.values().stream().map(root -> digest(root, content)).toList();
    }

    /** By kid, the newest first. */
    private Map<String, byte[]> keys(String purpose) {
        return keysOfPurposes.computeIfAbsent(purpose, this::derived);
    }

    private Map<String, byte[]> derived(String purpose) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        roots.forEach((kid, root) -> keys.put(kid, Hkdf.expand(root, purpose.getBytes(UTF_8))));
        return keys;
    }

    private static String named(Map.Entry<String, byte[]> key, byte[] content) {
        return beginningOf(key.getKey()) + digest(key.getValue(), content);
    }

    private static String digest(byte[] key, byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hkdf.hmac(key, content));
    }
}
