package io.wasettings.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.common.AccessTokens;
import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensFileIntrospectorTest {

    @TempDir
    Path folder;

    @Test
    void a_token_has_the_scopes_of_its_entry() throws IOException {
        Path file = file("\"wa.settings.observe\", \"wa.settings.operate\"");

        assertThat(TokensFileIntrospector.load(file).introspect("token").getAuthorities())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("SCOPE_wa.settings.observe", "SCOPE_wa.settings.operate");
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

    private Path file(String scopes) throws IOException {
        return Files.writeString(
                folder.resolve("tokens.json"),
                "[{\"sha256\": \"" + AccessTokens.sha256("token") + "\", \"partner\": \"acme\", \"scopes\": [" + scopes
                        + "]}]");
    }
}
