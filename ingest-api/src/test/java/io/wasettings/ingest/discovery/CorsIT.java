package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.SharedIngest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:99999999999", "null", "https://[", "a b", "://"})
    void whatever_the_origin_is_called_it_is_answered(String origin) {
        Answer answer = SharedIngest.client().as(null).get("/openapi.yaml", "Origin", origin);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
    }

    @ParameterizedTest
    @CsvSource({"/openapi.yaml, *", "/docs/, *", "/.well-known/jwks.json,", "/nothing,"})
    void who_asks_before_reading_is_told_the_same(String path, @Nullable String allowed) throws IOException {
        String answer = SharedIngest.raw("OPTIONS " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + ORIGIN
                + "\r\nAuthorization: Bearer acme-token\r\nAccess-Control-Request-Method: POST\r\n"
                + "Connection: close\r\n\r\n");

        assertThat(answer).doesNotContain("Invalid CORS request", " 500 ");
        assertThat(answer.contains("Access-Control-Allow-Origin: *")).isEqualTo(allowed != null);
        assertThat(answer.contains("Access-Control-Allow-Methods: GET, HEAD")).isEqualTo(allowed != null);
    }
}
