package io.wasettings.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.testkit.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SettingsCasesTest {

    private static final SettingsRules RULES = new SettingsRules();

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void every_hard_case_gets_its_verdict(String name, JsonNode testCase) {
        String verdict = verdict(Cases.bytes(testCase));

        assertThat(testCase.get("allow").valueStream().map(JsonNode::stringValue))
                .as(testCase.get("why").stringValue())
                .contains(verdict);
    }

    /** All but the cases about HTTP itself: media types, content codings and sizes. */
    static Stream<Arguments> bodies() {
        return Cases.of("bodies")
                .filter(testCase -> !testCase.has("headers") && Cases.bytes(testCase).length <= 64 * 1024)
                .map(testCase -> Arguments.of(
                        testCase.get("id").stringValue() + " "
                                + testCase.get("name").stringValue(),
                        testCase));
    }

    private static String verdict(byte[] body) {
        return SettingsJson.readRequest(body)
                .fold(
                        decoded -> RULES.check(decoded.settings()).fold(valid -> "accepted", violations -> "2011"),
                        undecodable -> "2010");
    }
}
