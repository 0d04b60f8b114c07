package io.wasettings.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceMetadataIT {

    private static final String METADATA = "/.well-known/oauth-protected-resource";

    @Test
    void without_a_public_url_there_is_none_and_no_challenge_names_it() {
        Client anonymous = SharedIngest.client().as(null);

        assertThat(anonymous.get(METADATA).status()).isEqualTo(404);
        assertThat(anonymous.get(METADATA).contentType()).isEqualTo("application/problem+json");
        assertThat(anonymous.get("/api/wa/v2/transactional/settings").header("WWW-Authenticate"))
                .hasValue("Bearer realm=\"wa-settings\"");
    }

    @ParameterizedTest
    @CsvSource({"/wa, /wa", "/w%20a%C3%A9, /w%20a%C3%A9", "/wé, /w%C3%A9"})
    void with_a_public_url_it_names_that_whatever_host_was_asked(String given, String path) {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.public-url", "https://api.example.com" + given);
        try (Ingest ingest = Ingest.start(settings)) {
            Client anonymous = ingest.client().as(null);

            assertThat(anonymous.get("/api/wa/v2/transactional/settings").header("WWW-Authenticate"))
                    .hasValue("Bearer realm=\"wa-settings\", resource_metadata=\"https://api.example.com" + METADATA
                            + path + "\"");
            assertThat((Object) anonymous.get(METADATA + path).json())
                    .isEqualTo(Json.mapper().readTree("""
                            {"resource": "https://api.example.com%s", "bearer_methods_supported": ["header"],
                             "scopes_supported": ["wa.settings.write", "wa.settings.read"]}""".formatted(path)));
            assertThat(anonymous.get(METADATA).status()).isEqualTo(404);
        }
    }

    @Test
    void a_token_that_lacks_the_scope_is_told_which() {
        Answer answer = SharedIngest.client().as(TestTokens.WRITER).get("/api/wa/v2/transactional/settings");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"", "scope=\"wa.settings.read\"");
    }
}
