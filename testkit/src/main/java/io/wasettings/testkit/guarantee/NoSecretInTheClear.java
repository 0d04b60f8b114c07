package io.wasettings.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nothing that is left behind shows a secret: as it is, URL-encoded, in hex or in Base64. */
public final class NoSecretInTheClear {

    private final List<String> forms;

    /** @param secrets parts of every secret, long enough not to be there by chance */
    public NoSecretInTheClear(Collection<String> secrets) {
        this.forms =
                secrets.stream().flatMap(NoSecretInTheClear::forms).distinct().toList();
    }

    /** Fails when one of these texts, of which there must be some, holds a secret. */
    public void verify(String where, Collection<String> texts) {
        assertThat(texts)
                .as(where)
                .isNotEmpty()
                .noneMatch(text -> forms.stream().anyMatch(text::contains));
    }

    /** Fails when a file in that folder holds a secret, in bytes of its own or of its text. */
    public void verifyFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).filter(this::showsSecret))
                    .as("files that hold a secret")
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean showsSecret(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return forms.stream().anyMatch(text::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Base64 in three ways, as a secret may begin anywhere in the encoded text. */
    private static Stream<String> forms(String secret) {
        return Stream.concat(
                Stream.of(
                        secret,
                        URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8))),
                IntStream.range(0, 3).mapToObj(offset -> base64(secret, offset)));
    }

    /** The characters that depend on the secret alone, so many bytes after the beginning of a group of three. */
    private static String base64(String secret, int offset) {
        String text =
                Base64.getEncoder().encodeToString(("-".repeat(offset) + secret).getBytes(StandardCharsets.UTF_8));
        return text.substring((offset * 8 + 5) / 6, (offset + secret.length()) * 8 / 6);
    }
}
