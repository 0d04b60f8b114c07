package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.SharedIngest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsIT {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/kafka.html"})
    void a_page_and_all_that_it_refers_to_is_served_to_anybody(String page) {
        Answer answer = SharedIngest.client().as(null).get(page);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/html");
        List<String> references = REFERENCE
                .matcher(answer.body())
                .results()
                .map(MatchResult::group)
                .map(reference -> reference.substring(reference.indexOf('"') + 1, reference.length() - 1))
                .filter(reference -> !reference.startsWith("data:"))
                .toList();
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).as("no other server").doesNotContain("//");
            String path = reference.startsWith("../") ? reference.substring(2) : "/docs/" + reference;
            assertThat(SharedIngest.client()
                            .as(null)
                            .get(path.replace("/./", "/"))
                            .status())
                    .as(path)
                    .isEqualTo(200);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/openapi.yaml", "/asyncapi.yaml", "/.well-known/jwks.json"})
    void an_invalid_token_keeps_nobody_from_what_needs_none(String path) {
        assertThat(SharedIngest.client().as("unknown").get(path).status()).isEqualTo(200);
    }

    @Test
    void a_page_runs_nothing_but_what_comes_with_it() {
        Answer answer = SharedIngest.client().as(null).get("/docs/");

        assertThat(answer.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'")
                        .doesNotContain("unsafe")
                        .doesNotContain("http"));
    }

    @Test
    void the_address_without_a_slash_leads_there() {
        Answer answer = SharedIngest.client().as(null).get("/docs");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/docs/"));
    }
}
