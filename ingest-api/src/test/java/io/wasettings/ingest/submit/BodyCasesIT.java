package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.testkit.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class BodyCasesIT {

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void every_hard_case_gets_its_verdict_over_http(String name, JsonNode testCase) {
        List<String> headers = new ArrayList<>(List.of("Prefer", "respond-async"));
        testCase.path("headers").properties().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue().stringValue());
        });

        Answer answer =
                SharedIngest.client().post("transactional", Cases.bytes(testCase), headers.toArray(String[]::new));

        assertThat(testCase.get("allow").valueStream().map(JsonNode::stringValue))
                .as("%s: %s", testCase.get("why").stringValue(), answer.body())
                .contains(verdict(answer));
    }

    static Stream<Arguments> bodies() {
        return Cases.of("bodies")
                .map(testCase -> Arguments.of(
                        testCase.get("id").stringValue() + " "
                                + testCase.get("name").stringValue(),
                        testCase));
    }

    private static String verdict(Answer answer) {
        return switch (answer.status()) {
            case 202 -> "accepted";
            case 400 -> String.valueOf(answer.code());
            default -> String.valueOf(answer.status());
        };
    }
}
