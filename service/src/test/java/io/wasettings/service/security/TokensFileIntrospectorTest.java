package io.wasettings.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;

class TokensFileIntrospectorTest {

    @TempDir
    Path folder;

    @Test
    void a_token_names_its_partner_and_has_the_scopes_of_its_entry() throws IOException {
        Path file = file("\"wa.settings.observe\", \"wa.settings.operate\"");

        OAuth2AuthenticatedPrincipal principal =
                TokensFileIntrospector.load(file).introspect("token");

        assertThat(principal.getName()).isEqualTo("acme");
        assertThat(principal.getAuthorities())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("SCOPE_wa.settings.observe", "SCOPE_wa.settings.operate");
    }

    @Test
    void a_token_that_is_not_in_the_file_is_refused_and_not_quoted() throws IOException {
        TokensFileIntrospector tokens = TokensFileIntrospector.load(file("\"wa.settings.read\""));

        assertThatThrownBy(() -> tokens.introspect("another"))
                .isInstanceOf(BadOpaqueTokenException.class)
                .hasMessageNotContaining("another");
    }

    @Test
    void a_token_that_is_taken_out_of_the_file_is_refused_from_then_on() throws IOException {
        Path file = file("\"wa.settings.read\"");
        TokensFileIntrospector tokens = TokensFileIntrospector.load(file);

        change(file, "[]");

        assertThatThrownBy(() -> tokens.introspect("token")).isInstanceOf(BadOpaqueTokenException.class);
    }

    @Test
    void a_changed_file_that_cannot_be_used_leaves_the_tokens_of_before() throws IOException {
        Path file = file("\"wa.settings.read\"");
        TokensFileIntrospector tokens = TokensFileIntrospector.load(file);

        change(file, "[{\"sha256\":");

        assertThat(tokens.introspect("token").getName()).isEqualTo("acme");
    }

    @Test
    void a_file_that_was_only_just_written_when_it_was_read_is_read_again() throws IOException {
        assertThat(partnerOnceItWasAcmeAndIsBeta(Duration.ofMillis(1999))).isEqualTo("beta");
    }

    @Test
    void a_file_that_was_written_a_while_before_it_was_read_is_not_read_again() throws IOException {
        assertThat(partnerOnceItWasAcmeAndIsBeta(Duration.ofSeconds(2))).isEqualTo("acme");
    }

    @Test
    void a_file_that_has_another_length_is_read_again_whatever_its_time() throws IOException {
        Path file = file("\"wa.settings.read\"");
        TokensFileIntrospector tokens = TokensFileIntrospector.load(file, after(file, Duration.ofSeconds(2)));

        rewriteWithinTheSameTick(file, "[]");

        assertThatThrownBy(() -> tokens.introspect("token")).isInstanceOf(BadOpaqueTokenException.class);
    }

    @Test
    void a_file_that_is_replaced_is_read_again_though_time_and_length_are_the_same() throws IOException {
        Path file = file("\"wa.settings.read\"");
        TokensFileIntrospector tokens = TokensFileIntrospector.load(file, after(file, Duration.ofSeconds(2)));
        Path other = Files.writeString(
                folder.resolve("other.json"), Files.readString(file).replace("acme", "beta"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));

        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(tokens.introspect("token").getName()).isEqualTo("beta");
    }

    /** Whose the token is after its file was read at that age, and written again within the same tick. */
    private String partnerOnceItWasAcmeAndIsBeta(Duration age) throws IOException {
        Path file = file("\"wa.settings.read\"");
        TokensFileIntrospector tokens = TokensFileIntrospector.load(file, after(file, age));
        rewriteWithinTheSameTick(file, Files.readString(file).replace("acme", "beta"));
        return tokens.introspect("token").getName();
    }

    private static Clock after(Path file, Duration age) throws IOException {
        return Clock.fixed(Files.getLastModifiedTime(file).toInstant().plus(age), ZoneOffset.UTC);
    }

    private static void rewriteWithinTheSameTick(Path file, String json) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, json);
        Files.setLastModifiedTime(file, before);
    }

    /** Written so that its time differs, however coarse the file system's clock is. */
    private static void change(Path file, String json) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, json);
        Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 2000));
    }

    @Test
    void a_token_with_scopes_of_partners_and_of_operators_is_refused_with_its_whole_file() throws IOException {
        Path file = file("\"wa.settings.write\", \"wa.settings.observe\"");

        assertThatThrownBy(() -> TokensFileIntrospector.load(file))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("acme")
                .hasMessageContaining("an operator's token of its own");
    }

    @Test
    void a_file_that_is_cut_off_is_a_misconfiguration_in_one_line() throws IOException {
        Path file = Files.writeString(folder.resolve("tokens.json"), "[{\"sha256\":");

        assertThatThrownBy(() -> TokensFileIntrospector.load(file))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_file_that_is_not_there_is_a_misconfiguration() {
        Path file = folder.resolve("nowhere.json");

        assertThatThrownBy(() -> TokensFileIntrospector.load(file))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContaining(file.toString());
    }

    private Path file(String scopes) throws IOException {
        return Files.writeString(
                folder.resolve("tokens.json"),
                "[{\"sha256\": \"" + AccessTokens.sha256("token") + "\", \"partner\": \"acme\", \"scopes\": [" + scopes
                        + "]}]");
    }
}
