package io.wasettings.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.status.ErrorCode;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    @ParameterizedTest
    @EnumSource
    void a_documented_code_has_its_documented_description_as_title(ErrorCode code) {
        Problem problem = Problem.of(ended(code.number(), 400));

        assertThat(problem.type().title()).isEqualTo(code.description());
        assertThat(problem.type().code()).isEqualTo(code.number());
        assertThat(problem.type().uri()).isEqualTo("urn:wa-settings:problem:" + code.number());
    }

    @ParameterizedTest
    @CsvSource({"400, 400", "503, 503", "200, 400", "0, 400", "600, 400"})
    void a_command_that_failed_is_never_answered_with_success(int told, int answered) {
        assertThat(Problem.of(ended(2012, told)).type().status()).isEqualTo(answered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REJECTED | Correct the members that errors names.",
                "FAILED | The command failed and is not tried again; submit the settings again later, with a new Idempotency-Key."
            })
    void how_a_command_ended_is_told_beside_the_description_of_its_code(State state, String detail) {
        assertThat(Problem.of(ended(state, 2020, 400)).detail()).isEqualTo(detail);
    }

    @Test
    void a_failure_without_a_code_is_a_problem_of_its_own() {
        Problem problem = Problem.of(ended(null, 400));

        assertThat(problem.type().uri()).isEqualTo("urn:wa-settings:problem:unprocessed");
        assertThat(problem.detail()).isEqualTo("It failed.");
    }

    @Test
    void what_there_is_not_is_left_out() {
        assertThat(Json.mapper()
                        .writeValueAsString(
                                Problem.of(ProblemType.NOT_FOUND, "No.").at("/nothing")))
                .isEqualTo("{\"type\":\"urn:wa-settings:problem:not-found\",\"title\":\"There is nothing here.\","
                        + "\"status\":404,\"detail\":\"No.\",\"instance\":\"/nothing\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/wa/v2/commands/a%2Fb, /api/wa/v2/commands/a%2Fb",
        "/api/wa/v2/commands/%zz, /",
        "//elsewhere.example/x, /"
    })
    void where_it_happened_is_a_reference_within_this_service(String path, String instance) {
        assertThat(Problem.of(ProblemType.NOT_FOUND).at(path).instance()).isEqualTo(instance);
    }

    @Test
    void a_problem_of_which_nothing_special_is_known_says_what_to_do() {
        assertThat(IntStream.range(400, 600).mapToObj(ProblemType::ofStatus).map(Problem::of))
                .allSatisfy(problem -> assertThat(problem.detail()).matches("[A-Z].*[^ ]\\."));
    }

    @ParameterizedTest
    @CsvSource({"431, Correct", "501, Correct", "505, Correct", "502, Send", "507, Send"})
    void what_can_never_pass_is_to_be_corrected_and_not_sent_again(int status, String advice) {
        assertThat(Problem.of(ProblemType.ofStatus(status)).detail()).startsWith(advice + " the request ");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1", "1001, 2", "5000, 5"})
    void the_time_to_wait_is_told_in_whole_seconds_rounded_up(long millis, String seconds) {
        Problem problem = Problem.of(ProblemType.TOO_MANY_REQUESTS).retryAfter(Duration.ofMillis(millis));

        assertThat(ProblemResponses.entity(problem, "/path").getHeaders().getFirst("Retry-After"))
                .isEqualTo(seconds);
    }

    @Test
    void a_status_that_nobody_thought_of_keeps_its_number() {
        assertThat(ProblemType.ofStatus(431).uri()).isEqualTo("urn:wa-settings:problem:http-431");
        assertThat(ProblemType.ofStatus(599).title()).isEqualTo("HTTP status 599");
    }

    @Test
    void a_name_that_is_quoted_is_cut_between_characters() {
        assertThat(Problem.quoted("a".repeat(32))).isEqualTo('"' + "a".repeat(32) + '"');
        assertThat(Problem.quoted("a".repeat(31) + "\ud83d\ude00" + "b")).isEqualTo('"' + "a".repeat(31) + "…" + '"');
    }

    private static Status ended(Integer code, int httpStatus) {
        return ended(State.FAILED, code, httpStatus);
    }

    private static Status ended(State state, Integer code, int httpStatus) {
        return new Status(
                "c",
                "/wa-settings/ingest-api",
                "acme",
                "transactional",
                null,
                state,
                code,
                httpStatus,
                "It failed.",
                List.of(),
                List.of(),
                1,
                null,
                Instant.EPOCH);
    }
}
