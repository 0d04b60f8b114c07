package io.wasettings.processor.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CloudEvent.Origin;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import io.wasettings.processor.command.attempt.Outcome.Applied;
import io.wasettings.processor.command.attempt.Outcome.Deferred;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.command.report.Statuses.Subject;
import io.wasettings.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

class StatusesTest {

    private static final Subject SUBJECT =
            new Subject(new Origin("1", "/billing", "acme", "transactional"), null, 1, List.of());
    private static final Unavailable UNAVAILABLE = new Unavailable(ErrorCode.NOT_SAVED, List.of(), null);

    private final Statuses statuses = new Statuses(new MutableClock());

    @Test
    void every_state_has_the_http_status_that_a_waiting_request_is_answered_with() {
        assertAnswered(statuses.applied(SUBJECT, new Applied(List.of())), State.APPLIED, 200);
        assertAnswered(statuses.superseded(SUBJECT), State.SUPERSEDED, 200);
        assertAnswered(statuses.retrying(SUBJECT, UNAVAILABLE, Instant.EPOCH), State.RETRYING, 202);
        assertAnswered(statuses.deferred(SUBJECT, Deferred.forServer(UNAVAILABLE), Instant.EPOCH), State.RETRYING, 202);
        for (ErrorCode code : ErrorCode.values()) {
            assertAnswered(statuses.rejected(SUBJECT, new Rejected(code, List.of())), State.REJECTED, 400);
            assertAnswered(statuses.failed(SUBJECT, new Failed(code, List.of())), State.FAILED, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi.yaml", "asyncapi.yaml"})
    void examples_of_the_contracts_say_what_a_status_says(String contract) throws IOException {
        assertThat(examples(contract))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(said())
                        .contains(example.get("state").stringValue() + ": "
                                + example.get("message").stringValue()));
    }

    private static List<JsonNode> examples(String contract) throws IOException {
        Path file = Path.of("../ingest-api/src/main/resources/io/wasettings/ingest/discovery", contract);
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        return Json.mapper().<JsonNode>valueToTree(document).findParents("state").stream()
                .filter(parent -> parent.get("state").isString())
                // The ingest-api says that.
                .filter(status -> !status.get("state").stringValue().equals("accepted"))
                .toList();
    }

    private List<String> said() {
        Stream<Status> coded = Stream.of(ErrorCode.values())
                .flatMap(code -> Stream.of(
                        statuses.rejected(SUBJECT, new Rejected(code, List.of())),
                        statuses.failed(SUBJECT, new Failed(code, List.of()))));
        return Stream.concat(
                        coded,
                        Stream.of(
                                statuses.applied(SUBJECT, new Applied(List.of())),
                                statuses.superseded(SUBJECT),
                                statuses.retrying(SUBJECT, UNAVAILABLE, Instant.EPOCH)))
                .map(status -> status.state().wireName() + ": " + status.message())
                .toList();
    }

    private static void assertAnswered(Status status, State state, int httpStatus) {
        assertThat(status.state()).isEqualTo(state);
        assertThat(status.httpStatus()).isEqualTo(httpStatus);
    }
}
