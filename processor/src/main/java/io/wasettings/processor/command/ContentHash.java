package io.wasettings.processor.command;

import io.wasettings.common.Json;
import io.wasettings.common.SealedSecrets;
import io.wasettings.common.SecretBox;
import io.wasettings.common.SubmittedSettings;
import io.wasettings.common.seal.KeyedHash;
import io.wasettings.processor.command.attempt.Submitted.Content;
import io.wasettings.processor.command.reading.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Keyed hashes by which the content of a command is compared again without being kept, secrets included: a seal differs
 * each time, so what is in it counts. One per private key, the current key's first.
 */
final class ContentHash {

    private static final String READABLE = "command-content";
    private static final String RAW = "command-raw";

    private final KeyedHash hashes;

    ContentHash(SecretBox secretBox) {
        this.hashes = secretBox.hashes();
    }

    /** What does not open counts as it is. */
    List<String> of(Command command) {
        Content content = command.submitted().content();
        String sealed = String.valueOf(content.sealedSecrets());
        SecretBox.Opening opening = content.opening();
        return opening == null
                ? of(content.settings(), "")
                : opening.fold(
                        payload -> of(
                                content.settings()
                                        .with(SealedSecrets.read(payload).secrets()),
                                ""),
                        refused -> of(content.settings(), sealed));
    }

    private List<String> of(SubmittedSettings settings, String sealed) {
        // JSON has no line break in it but an escaped one.
        String content = Json.mapper().writeValueAsString(settings) + "\n" + sealed;
        return hashes.hashes(READABLE, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a record that cannot be read. */
    List<String> of(byte[] value) {
        return hashes.hashes(RAW, value);
    }
}
