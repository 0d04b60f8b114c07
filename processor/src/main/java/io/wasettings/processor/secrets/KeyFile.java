package io.wasettings.processor.secrets;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.wasettings.common.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A file of sealing keys: a JWK set (RFC 7517) of EC keys on P-256, the current one first, readable by its owner alone.
 * A key's id is its thumbprint (RFC 7638).
 */
public final class KeyFile {

    private final Path file;
    private final Clock clock;

    public KeyFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Makes the file with one key.
     *
     * @return the new key's id
     * @throws IllegalArgumentException when the file exists
     */
    public String generate() {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(
                    file + " exists; add a key to it with \"keys rotate\", or name another file");
        }
        ECKey key = newKey();
        write(new JWKSet(key));
        return key.getKeyID();
    }

    /**
     * Adds a key, which seals from now on; the others still open what they sealed.
     *
     * @return the new key's id
     * @throws IllegalArgumentException when the file cannot be used
     */
    public String rotate() {
        List<JWK> keys = new ArrayList<>(read().getKeys());
        ECKey key = newKey();
        keys.add(0, key);
        write(new JWKSet(keys));
        return key.getKeyID();
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

    private JWKSet read() {
        // Says what is wrong with a file that cannot be used, in one line and without a word of it.
        SecretBox.load(file);
        try {
            return JWKSet.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalArgumentException("The keys file " + file + " is not a JWK set (RFC 7517)");
        }
    }

    /** Writes a file beside it first, so that a crash leaves the old or the new one, and never half of either. */
    private void write(JWKSet keys) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly(folder));
            Files.writeString(draft, keys.toString(false));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot write the keys file " + file, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
