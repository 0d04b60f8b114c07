package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.Checked;
import io.wasettings.common.settings.SettingsJson;
import io.wasettings.common.settings.SettingsJson.Decoded;
import io.wasettings.common.settings.SettingsRules;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.Statuses;
import io.wasettings.ingest.support.TestTokens;
import io.wasettings.service.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OpenApiIT {

    private static final JsonNode OPENAPI = Contract.served("/openapi.yaml");
    private static final SettingsRules RULES = new SettingsRules();
    private static final String SUBMIT = "/paths/~1api~1wa~1v2~1{channel}~1settings/post";

    @Test
    void it_is_openapi_3_1_served_as_yaml_to_anybody() {
        Answer answer = SharedIngest.client().as(null).get("/openapi.yaml");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/yaml");
        assertThat(OPENAPI.get("openapi").stringValue()).startsWith("3.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"items=0-1", "bytes=abc", "bytes=99999999-"})
    void a_range_of_it_is_not_served_but_all_of_it(String range) {
        Answer answer = SharedIngest.client().as(null).get("/openapi.yaml", "Range", range);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(SharedIngest.client().as(null).get("/openapi.yaml").body());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void every_operation_answers_as_documented(String method, String path, JsonNode operation) {
        String token = path.startsWith("/actuator") ? TestTokens.OPERATOR : TestTokens.ACME;

        Answer answer = SharedIngest.client()
                .as(token)
                .request(
                        method,
                        path.replace("{channel}", "conversational").replace("{command_id}", "unknown"),
                        "Content-Type",
                        "application/json");

        assertThat(operation.get("responses").propertyNames()).contains(String.valueOf(answer.status()));
        assertThat(answer.status()).isNotIn(405, 500, 503);
    }

    static Stream<Arguments> operations() {
        return OPENAPI.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> !operation.getKey().equals("parameters"))
                        .map(operation -> Arguments.of(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void every_operation_says_that_one_may_have_to_come_back_later(String method, String path, JsonNode operation) {
        boolean needsToken = !operation.get("security").isEmpty();
        boolean isContract = PublicDocuments.CONTRACTS.contains(path);

        assertThat(operation.get("responses").propertyNames())
                .containsAll(needsToken ? List.of("429", "503") : isContract ? List.of("503") : List.of());
    }

    @Test
    void every_example_of_a_body_is_accepted() {
        assertThat(Contract.members(OPENAPI.at(SUBMIT + "/requestBody/content/application~1json/examples")))
                .hasSize(3)
                .allSatisfy(example -> {
                    byte[] body = Json.mapper().writeValueAsBytes(example.get("value"));
                    assertThat(SettingsJson.readRequest(body)).isInstanceOfSatisfying(Decoded.class, decoded -> {
                        assertThat(decoded.warnings()).isEmpty();
                        assertThat(RULES.check(decoded.settings())).isInstanceOf(Checked.Valid.class);
                    });
                });
    }

    @Test
    void the_four_codes_are_shown_with_their_documented_descriptions() {
        assertThat(Contract.members(OPENAPI.at(SUBMIT + "/responses/400/content/application~1problem+json/examples")))
                .extracting(example -> example.at("/value/code").intValue() + " "
                        + example.at("/value/title").stringValue())
                .containsExactlyElementsOf(Stream.of(ErrorCode.values())
                        .map(code -> code.number() + " " + code.description())
                        .toList());
    }

    @Test
    void what_became_of_a_command_is_told_in_the_words_of_the_service() {
        assertThat(Contract.members(OPENAPI.at(SUBMIT + "/responses/400/content/application~1problem+json/examples")))
                .map(example -> example.get("value"))
                .filteredOn(problem -> problem.has("command_id"))
                .map(problem -> problem.get("detail").stringValue())
                .containsExactlyElementsOf(Stream.of(State.FAILED, State.REJECTED)
                        .map(state -> Problem.of(Statuses.of("c", state)).detail())
                        .toList());
    }

    @Test
    void examples_of_statuses_are_statuses() {
        assertThat(Stream.of("200", "202"))
                .flatMap(status -> Contract.members(
                                OPENAPI.at(SUBMIT + "/responses/" + status + "/content/application~1json/examples"))
                        .toList())
                .hasSize(2)
                .allSatisfy(example -> assertThat((Object) Json.mapper()
                                .valueToTree(Json.mapper().treeToValue(example.get("value"), Status.class)))
                        .isEqualTo(example.get("value")));
    }

    @Test
    void statuses_have_the_documented_members() {
        Answer answer = SharedIngest.client().submit(Bodies.bearer("applied"));

        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        OPENAPI.at("/components/schemas/Status/properties").propertyNames());
    }
}
