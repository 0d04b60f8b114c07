package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.SharedIngest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsIT {

    private static final String ORIGIN = "https://docs.example.com";

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.yaml", "/asyncapi.yaml", "/docs/"})
    void pages_of_any_origin_may_read_the_contracts(String path) {
        Answer answer = SharedIngest.client().as(null).get(path, "Origin", ORIGIN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/jwks.json", "/api/wa/v2/transactional/settings"})
    void they_may_read_nothing_else(String path) {
        Answer answer = SharedIngest.client().get(path, "Origin", ORIGIN);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
}
