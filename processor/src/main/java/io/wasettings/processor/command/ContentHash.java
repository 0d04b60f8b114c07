package io.wasettings.processor.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wasettings.common.seal.KeyedHash;
import io.wasettings.common.seal.KeyedHash.Match;
import io.wasettings.common.seal.KeyedHashes;
import io.wasettings.common.settings.SealedSecrets;
import io.wasettings.common.settings.SubmittedSettings;
import io.wasettings.common.text.Json;
import io.wasettings.processor.command.attempt.Opened;
import io.wasettings.processor.command.attempt.Submitted.Content;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keyed hashes by which the content of a command is compared again without being kept, secrets included: a seal
 * differs each time, so what is in it counts. While its key is unknown nobody can tell what that is, and the command is
 * compared as it came, seal and all.
 */
final class ContentHash {

    private static final String READABLE = "command-content";
    private static final String RAW = "command-raw";

    private final KeyedHash hashes;
    private final List<Part> parts;

    /** @param parts each of which stands for the whole content */
    private ContentHash(KeyedHash hashes, List<Part> parts) {
        this.hashes = hashes;
        this.parts = parts;
    }

    /** What is hashed, and to what end. */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Part(String purpose, byte[] content) {

        static Part of(SubmittedSettings settings, String sealed) {
            // JSON has no line break in it but an escaped one.
            String content = Json.mapper().writeValueAsString(settings) + "\n" + sealed;
            return new Part(READABLE, content.getBytes(UTF_8));
        }

        boolean contradicts(KeyedHash hashes, String noted) {
            return hashes.match(noted, purpose, content) == Match.DIFFERENT;
        }
    }

    /** Of a command: opened, if it has a seal that opens, and as it came. */
    static ContentHash of(KeyedHash hashes, Opened opened) {
        Content content = opened.command().content();
        SubmittedSettings settings = content.settings();
        Part asItCame = Part.of(settings, Objects.requireNonNullElse(content.sealedSecrets(), ""));
        return new ContentHash(
                hashes,
                Stream.concat(asOpened(settings, opened).stream(), Stream.of(asItCame))
                        .toList());
    }

    private static Optional<Part> asOpened(SubmittedSettings settings, Opened opened) {
        return opened.secrets()
                .flatMap(opening -> opening.fold(
                        payload -> Optional.of(Part.of(
                                settings.with(SealedSecrets.read(payload).secrets()), "")),
                        refused -> Optional.empty()));
    }

    /** Of a record that cannot be read. */
    static ContentHash of(KeyedHash hashes, byte @Nullable [] value) {
        return new ContentHash(hashes, List.of(new Part(RAW, value == null ? new byte[0] : value)));
    }

    /** To be noted. */
    KeyedHashes noted() {
        return new KeyedHashes(parts.stream()
                .map(part -> hashes.hash(part.purpose(), part.content()))
                .toList());
    }

    /**
     * Whether that was certainly noted of other content. Nobody can tell where nothing was noted, or with a key that
     * has been removed since. An earlier build noted one hash alone: of what it had opened, if it could.
     */
    boolean contradicts(KeyedHashes noted) {
        return !noted.all().isEmpty()
                && noted.all().stream()
                        .allMatch(hash -> parts.stream().allMatch(part -> part.contradicts(hashes, hash)));
    }
}
