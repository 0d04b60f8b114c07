package io.wasettings.processor.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wasettings.common.Json;
import io.wasettings.common.SealedSecrets;
import io.wasettings.common.SubmittedSettings;
import io.wasettings.common.seal.KeyedHash;
import io.wasettings.common.seal.KeyedHash.Match;
import io.wasettings.common.seal.Refusal;
import io.wasettings.processor.command.attempt.Opened;
import io.wasettings.processor.command.attempt.Submitted.Content;
import org.jspecify.annotations.Nullable;

/**
 * The keyed hash by which the content of a command is compared again without being kept, secrets included: a seal
 * differs each time, so what is in it counts. While its key is unknown nobody can tell what that is, and what is open
 * of the command is compared alone.
 */
final class ContentHash {

    private static final String READABLE = "command-content";
    private static final String OPEN = "command-open-content";
    private static final String RAW = "command-raw";

    /** Between the hash of all and that of what is open. */
    private static final String AND = "\n";

    private final KeyedHash hashes;
    private final Part all;
    private final @Nullable Part open;
    private final boolean isLocked;

    /**
     * @param open what is open of it; null for a record that cannot be read
     * @param isLocked whether nobody can tell what its seal holds
     */
    private ContentHash(KeyedHash hashes, Part all, @Nullable Part open, boolean isLocked) {
        this.hashes = hashes;
        this.all = all;
        this.open = open;
        this.isLocked = isLocked;
    }

    /** What is hashed, and to what end. */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Part(String purpose, byte[] content) {

        static Part of(String purpose, SubmittedSettings settings, String sealed) {
            // JSON has no line break in it but an escaped one.
            String content = Json.mapper().writeValueAsString(settings) + "\n" + sealed;
            return new Part(purpose, content.getBytes(UTF_8));
        }

        boolean contradicts(KeyedHash hashes, String noted) {
            return hashes.match(noted, purpose, content) == Match.DIFFERENT;
        }
    }

    /** Of a command. What does not open counts as it is. */
    static ContentHash of(KeyedHash hashes, Opened opened) {
        Content content = opened.command().content();
        SubmittedSettings settings = content.settings();
        Part open = Part.of(OPEN, settings, "");
        return opened.secrets()
                .map(opening -> opening.fold(
                        payload -> new ContentHash(
                                hashes,
                                Part.of(
                                        READABLE,
                                        settings.with(
                                                SealedSecrets.read(payload).secrets()),
                                        ""),
                                open,
                                false),
                        refused -> new ContentHash(
                                hashes,
                                Part.of(READABLE, settings, String.valueOf(content.sealedSecrets())),
                                open,
                                refused == Refusal.UNKNOWN_KEY)))
                .orElseGet(() -> new ContentHash(hashes, Part.of(READABLE, settings, ""), open, false));
    }

    /** Of a record that cannot be read. */
    static ContentHash of(KeyedHash hashes, byte @Nullable [] value) {
        return new ContentHash(hashes, new Part(RAW, value == null ? new byte[0] : value), null, false);
    }

    /** To be noted; of a command with what is open, and with that twice if nobody can tell more. */
    String text() {
        return open == null ? text(all) : text(isLocked ? open : all) + AND + text(open);
    }

    private String text(Part part) {
        return hashes.hash(part.purpose(), part.content());
    }

    /**
     * Whether that was certainly noted of other content. Nobody can tell where nothing was noted, or with a key that
     * has been removed since. An earlier build noted the hash of all alone.
     */
    boolean contradicts(@Nullable String noted) {
        if (noted == null) {
            return false;
        }
        String[] parts = noted.split(AND, 2);
        if (open == null || parts.length == 1) {
            return all.contradicts(hashes, parts[0]);
        }
        boolean isOpenAlone = isLocked || parts[0].equals(parts[1]);
        return isOpenAlone ? open.contradicts(hashes, parts[1]) : all.contradicts(hashes, parts[0]);
    }
}
