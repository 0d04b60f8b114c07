package io.wasettings.processor.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.wasettings.common.seal.KeysFile;
import io.wasettings.common.seal.SealingKeys;
import io.wasettings.common.settings.SecretBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * A file of sealing keys: a JWK set (RFC 7517) of EC keys on P-256, the current one first. A key's id is its thumbprint
 * (RFC 7638). It is changed by one process at a time; how the file lies there, links, owner and mode, stays.
 */
public final class KeyFile {

    private final Path file;
    private final LockedFile lock;
    private final ReplacedFile content;
    private final Clock clock;

    public KeyFile(Path file, Clock clock) {
        this.file = file;
        this.lock = new LockedFile(file);
        this.content = new ReplacedFile(file);
        this.clock = clock;
    }

    /**
     * Makes the file with one key.
     *
     * @return the new key's id
     * @throws IllegalArgumentException when the file exists
     */
    public String generate() {
        return lock.exclusively(() -> {
            if (Files.exists(file)) {
                throw new IllegalArgumentException(
                        file + " exists; add a key to it with \"keys rotate\", or name another file");
            }
            ECKey key = newKey();
            write(List.of(key));
            return key.getKeyID();
        });
    }

    /**
     * Adds a key, which seals from now on; the others still open what they sealed.
     *
     * @return the new key's id
     * @throws IllegalArgumentException when the file cannot be used, or is the one that producers get
     */
    public String rotate() {
        // Before the lock, which would make the folder of a file that is not there.
        requireRotatable();
        return lock.exclusively(() -> {
            List<JWK> keys = new ArrayList<>(requireRotatable());
            ECKey key = newKey();
            keys.add(0, key);
            write(keys);
            return key.getKeyID();
        });
    }

    private List<JWK> requireRotatable() {
        List<JWK> keys = list();
        if (keys.stream().noneMatch(JWK::isPrivate)) {
            throw new IllegalArgumentException("The keys file " + file
                    + " has public keys alone; rotate the one with the private keys, and publish it anew");
        }
        return keys;
    }

    /**
     * Takes a key out. Nothing that it sealed opens any more.
     *
     * @param keepHashKey whether to leave what compares the hashes that were made with it, and opens nothing
     * @throws IllegalArgumentException when it is not there or seals, or the file cannot be used
     */
    public void remove(String kid, boolean keepHashKey) {
        requireRemovable(kid);
        lock.exclusively(() -> {
            JWK removed = requireRemovable(kid);
            List<JWK> keys = new ArrayList<>(read().getKeys());
            keys.remove(removed);
            if (keepHashKey) {
                keys.add(removed instanceof ECKey key && key.isPrivate() ? SealingKeys.hashKeyOf(key) : removed);
            }
            write(keys);
            return kid;
        });
    }

    /**
     * The key of that id, unless it is the one that seals.
     *
     * @throws IllegalArgumentException saying why it cannot be removed
     */
    JWK requireRemovable(String kid) {
        List<JWK> keys = read().getKeys();
        if (keys.get(0).getKeyID().equals(kid)) {
            throw new IllegalArgumentException(
                    "The key " + kid + " seals; add another one first, with \"keys rotate\"");
        }
        return keys.stream()
                .filter(key -> key.getKeyID().equals(kid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The keys file " + file + " holds no key of that id"));
    }

    /**
     * The keys, the current one first.
     *
     * @throws IllegalArgumentException when the file cannot be used
     */
    public List<JWK> list() {
        return read().getKeys();
    }

    /**
     * The public parts, as producers need them: a JWK set in JSON.
     *
     * @throws IllegalArgumentException when the file cannot be used
     */
    public String publicKeys() {
        return read().toPublicJWKSet().toString();
    }

    private ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.ENCRYPTION)
                    .keyIDFromThumbprint(true)
                    .issueTime(Date.from(clock.instant()))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    /**
     * The keys of a file, for those who have it or may make it.
     *
     * @throws IllegalArgumentException saying what is wrong with the file and what to do
     */
    public static SecretBox load(Path file) {
        try {
            return SecretBox.load(file);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage()
                            + "; it must be that of the other processors, or, for the first one, made with \"keys generate\"",
                    e);
        }
    }

    /** Once it is sure that it can be used. */
    private JWKSet read() {
        load(file);
        return KeysFile.read(file);
    }

    private void write(List<? extends JWK> keys) {
        content.replace(new JWKSet(List.<JWK>copyOf(keys)).toString(false));
    }
}
