package io.wasettings.processor.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.testkit.Cases;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The hard cases for token endpoints, over real sockets; {@link TokenCase} sets each one up. */
class TokenCasesTest {

    private static final TokenFixture PATIENT = TokenFixture.patient(TokenCase.CA.pem());
    private static final TokenFixture HASTY = TokenFixture.hasty();

    @AfterAll
    static void close() {
        PATIENT.close();
        HASTY.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("talkative")
    void every_hard_case_gets_its_verdict(String name, JsonNode json) {
        assertVerdict(json, PATIENT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silent")
    @Execution(ExecutionMode.CONCURRENT)
    void every_hard_case_of_silence_gets_its_verdict(String name, JsonNode json) {
        assertVerdict(json, HASTY);
    }

    private static void assertVerdict(JsonNode json, TokenFixture fixture) {
        try (TokenCase testCase = new TokenCase(json)) {
            TokenResult result = fixture.fetch(testCase.request());

            assertThat(testCase.allowed()).as(json.get("why").stringValue()).contains(verdict(result));
            assertThat(result.toString()).doesNotContain("<script", "169.254", "evil", "2YotnFZFEjr1zCsicMWpAA");
            if (result instanceof Granted granted) {
                assertStored(json.path("result"), granted.token());
            }
            testCase.assertRequests();
        }
    }

    static Stream<Arguments> talkative() {
        return cases(json -> !TokenCase.isSilent(json));
    }

    static Stream<Arguments> silent() {
        return cases(TokenCase::isSilent);
    }

    private static Stream<Arguments> cases(Predicate<JsonNode> these) {
        return Cases.of("token_responses")
                .filter(TokenCase::canBeSimulated)
                .filter(these)
                .map(json -> Arguments.of(
                        json.get("id").stringValue() + " " + json.get("name").stringValue(), json));
    }

    private static String verdict(TokenResult result) {
        return result.fold(granted -> "ok", refused -> "permanent", unavailable -> "transient");
    }

    private static void assertStored(JsonNode expected, Token token) {
        if (expected.hasNonNull("expires_in")) {
            assertThat(Duration.between(
                            token.facts().obtainedAt(), token.facts().expiresAt()))
                    .hasSeconds(expected.get("expires_in").longValue());
        }
        if (expected.has("refresh_token")
                && !expected.get("refresh_token").stringValue("").contains(" ")) {
            assertThat(token.refreshToken())
                    .isEqualTo(expected.get("refresh_token").stringValue(null));
        }
    }
}
