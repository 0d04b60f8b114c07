package io.wasettings.processor.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Refused;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Token endpoints of public servers by what they do: each row of {@code token-dialects.json} has its source. Over real
 * sockets.
 */
class ServerDialectsTest {

    @AutoClose
    private static final TokenFixture FIXTURE = new TokenFixture();

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("servers")
    void every_server_is_understood(String server, String does, JsonNode json) {
        JsonNode expected = json.get("expect");
        try (Dialect dialect = new Dialect(json)) {
            TokenResult result = FIXTURE.fetch(request(dialect));

            if (expected.has("field")) {
                assertThat(result).isInstanceOf(Refused.class);
                assertThat(((Refused) result).error().field())
                        .isEqualTo(expected.get("field").stringValue());
            } else {
                assertThat(result).isInstanceOf(Granted.class);
                assertGranted(expected, json.get("grant"), (Granted) result);
            }
            assertThat(dialect.requests())
                    .allSatisfy(request -> assertThat(request.headers().containsKey("Authorization")
                                    && request.body().contains("client_secret"))
                            .as("credentials in one place alone")
                            .isFalse());
        }
    }

    static Stream<Arguments> servers() {
        return Dialect.all()
                .map(json -> Arguments.of(
                        json.get("server").stringValue(), json.get("does").stringValue(), json));
    }

    private static void assertGranted(JsonNode expected, JsonNode grant, Granted granted) {
        TokenFacts facts = granted.token().facts();
        assertThat(granted.token().accessToken())
                .isEqualTo(grant.get("access_token").stringValue());
        assertThat(facts.authMethod().storedName())
                .isEqualTo(expected.get("auth_method").stringValue());
        assertThat(Duration.between(facts.obtainedAt(), facts.expiresAt()))
                .hasSeconds(expected.get("lifetime").longValue());
        assertThat(granted.warnings()).hasSize(expected.get("warnings").intValue());
    }

    private static TokenRequest request(Dialect dialect) {
        TokenRequest plain = TokenFixture.clientCredentials(dialect.port());
        return TokenFixture.withSecret(plain, Dialect.SECRET);
    }
}
