package io.wasettings.standalone;

import io.wasettings.processor.keys.KeyFile;
import io.wasettings.service.security.Scopes;
import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/** What survives a restart: broker logs, store, keys, tokens and the log file. One process uses it at a time. */
final class DataFolder implements AutoCloseable {

    /** The access token of the demo. */
    static final String DEMO_TOKEN = "demo-token";

    private final Path folder;
    private final FileChannel lock;
    private final String operatorToken = TokensFile.newToken();

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the folder, with keys and tokens made where they are missing.
     *
     * @throws MisconfigurationException when it cannot be written, another process has it, or its keys file is damaged
     */
    static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            DataFolder data = new DataFolder(folder, lock(folder));
            data.makeKeys();
            data.makeTokens();
            data.makeIdempotencySecret();
            return data;
        } catch (IOException e) {
            throw new MisconfigurationException("Cannot write to the folder " + folder
                    + "; make it writable, or choose another one with wa.settings.standalone.data-dir");
        }
    }

    Path path() {
        return folder;
    }

    Path broker() {
        return folder.resolve("broker");
    }

    Path store() {
        return folder.resolve("store");
    }

    /** The sealing keys, for the processor. */
    Path keys() {
        return folder.resolve("keys.json");
    }

    /** The public parts of the sealing keys, for the ingest-api. */
    Path publicKeys() {
        return folder.resolve("keys.public.json");
    }

    /** The hashes of partners' access tokens. */
    Path tokens() {
        return folder.resolve("tokens.json");
    }

    /** The hashes of operators' access tokens. */
    Path operators() {
        return folder.resolve("operators.json");
    }

    /** The secret that idempotency keys are hashed with. */
    Path idempotencySecret() {
        return folder.resolve("idempotency-secret");
    }

    /** An access token for operators. It is stored nowhere, so each start has a new one. */
    String operatorToken() {
        return operatorToken;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private void makeKeys() throws IOException {
        KeyFile file = new KeyFile(keys(), Clock.systemUTC());
        if (!Files.exists(keys())) {
            MisconfigurationException.valid(file::generate);
        }
        // Anew at each start: the keys may have been rotated since.
        Files.writeString(publicKeys(), publicKeysOf(file));
    }

    private static String publicKeysOf(KeyFile file) {
        try {
            return file.publicKeys();
        } catch (IllegalArgumentException e) {
            throw new MisconfigurationException(e.getMessage() + "; restore it, as nothing else opens what the store"
                    + " holds, or begin anew in another folder (wa.settings.standalone.data-dir)");
        }
    }

    private void makeTokens() throws IOException {
        new TokensFile(tokens()).put("demo", DEMO_TOKEN, Scopes.WRITE, Scopes.READ);
        new TokensFile(operators()).renew("operator", operatorToken, Scopes.OBSERVE, Scopes.OPERATE);
    }

    private void makeIdempotencySecret() throws IOException {
        if (!Files.exists(idempotencySecret())) {
            // A temporary file is private to its owner, and stays so.
            Path draft = Files.createTempFile(folder, "idempotency-secret", ".new");
            Files.writeString(draft, TokensFile.newToken());
            Files.move(draft, idempotencySecret(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very JVM, which is as bad.
        }
        channel.close();
        throw new MisconfigurationException(
                "The folder " + folder
                        + " is in use by another standalone; stop it, or choose another folder with wa.settings.standalone.data-dir");
    }
}
