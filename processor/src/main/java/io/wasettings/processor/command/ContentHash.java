package io.wasettings.processor.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wasettings.common.Json;
import io.wasettings.common.SealedSecrets;
import io.wasettings.common.SubmittedSettings;
import io.wasettings.common.seal.KeyedHash;
import io.wasettings.common.seal.KeyedHash.Match;
import io.wasettings.processor.command.attempt.Opened;
import io.wasettings.processor.command.attempt.Submitted.Content;
import org.jspecify.annotations.Nullable;

/**
 * The keyed hash by which the content of a command is compared again without being kept, secrets included: a seal
 * differs each time, so what is in it counts.
 */
final class ContentHash {

    private static final String READABLE = "command-content";
    private static final String RAW = "command-raw";

    private final KeyedHash hashes;
    private final String purpose;
    private final byte[] content;

    private ContentHash(KeyedHash hashes, String purpose, byte[] content) {
        this.hashes = hashes;
        this.purpose = purpose;
        this.content = content;
    }

    /** Of a command. What does not open counts as it is. */
    static ContentHash of(KeyedHash hashes, Opened opened) {
        Content content = opened.command().content();
        SubmittedSettings settings = content.settings();
        return opened.secrets()
                .map(opening -> opening.fold(
                        payload -> of(
                                hashes,
                                settings.with(SealedSecrets.read(payload).secrets()),
                                ""),
                        refused -> of(hashes, settings, String.valueOf(content.sealedSecrets()))))
                .orElseGet(() -> of(hashes, settings, ""));
    }

    private static ContentHash of(KeyedHash hashes, SubmittedSettings settings, String sealed) {
        // JSON has no line break in it but an escaped one.
        String content = Json.mapper().writeValueAsString(settings) + "\n" + sealed;
        return new ContentHash(hashes, READABLE, content.getBytes(UTF_8));
    }

    /** Of a record that cannot be read. */
    static ContentHash of(KeyedHash hashes, byte @Nullable [] value) {
        return new ContentHash(hashes, RAW, value == null ? new byte[0] : value);
    }

    /** To be noted. */
    String text() {
        return hashes.hash(purpose, content);
    }

    /**
     * Whether that was certainly noted of other content. Nobody can tell where nothing was noted, or with a key that
     * has been removed since.
     */
    boolean contradicts(@Nullable String noted) {
        return noted != null && hashes.match(noted, purpose, content) == Match.DIFFERENT;
    }
}
