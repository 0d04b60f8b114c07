package io.wasettings.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nothing that is left behind shows a secret: as it is, URL-encoded, in hex or in Base64. */
public final class NoSecretInTheClear {

    private final List<String> forms;
    private final List<byte[]> formsInFiles;
    /** The pairs of bytes that forms begin with: few places of a long file need to be looked at twice. */
    private final boolean[] beginnings = new boolean[1 << Short.SIZE];

    /** @param secrets parts of every secret, long enough not to be there by chance */
    public NoSecretInTheClear(Collection<String> secrets) {
        this.forms =
                secrets.stream().flatMap(NoSecretInTheClear::forms).distinct().toList();
        this.formsInFiles = forms.stream()
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .toList();
        formsInFiles.forEach(form -> beginnings[pair(form, 0)] = true);
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
        byte[] content = read(file);
        for (int at = 0; at < content.length - 1; at++) {
            if (beginnings[pair(content, at)] && showsSecret(content, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean showsSecret(byte[] content, int at) {
        return formsInFiles.stream()
                .anyMatch(form -> at + form.length <= content.length
                        && Arrays.equals(form, 0, form.length, content, at, at + form.length));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int pair(byte[] bytes, int at) {
        return (Byte.toUnsignedInt(bytes[at]) << Byte.SIZE) | Byte.toUnsignedInt(bytes[at + 1]);
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
