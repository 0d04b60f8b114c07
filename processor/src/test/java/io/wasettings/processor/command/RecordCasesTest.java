package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.testkit.Cases;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The hard cases for records, each re-expressed in this project's format by {@link RecordCase}. After each one the next
 * record is processed.
 */
class RecordCasesTest {

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void every_hard_record_gets_its_outcome_and_the_next_one_is_processed(String name, JsonNode testCase)
            throws Exception {
        RecordCase record = new RecordCase(testCase, fixture);
        record.prepare();

        CompletableFuture<Void> handled = fixture.commands()
                .handle(record.delivery(), CommandFixture.servers())
                .toCompletableFuture();
        String outcome = handled.isDone() ? outcome(record) : "retry";

        assertThat(record.allowed()).as(testCase.get("why").stringValue()).contains(outcome);
        if (outcome.startsWith("ignored")) {
            assertThat(fixture.tokenRequests).as("no token request").isEmpty();
        }
        assertThatNothingLeaks();
        record.repair();
        handled.get(30, TimeUnit.SECONDS);
        fixture.commands().handle(fixture.bearer("next"), CommandFixture.servers());
        assertThat(fixture.lastStatus().commandId()).isEqualTo("next");
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    static Stream<Arguments> records() {
        return Cases.of("records")
                .filter(testCase -> RecordCase.isAboutThisProject(testCase))
                .map(testCase -> Arguments.of(
                        testCase.get("id").stringValue() + " "
                                + testCase.get("name").stringValue(),
                        testCase));
    }

    private String outcome(RecordCase record) {
        if (!fixture.sent("retry.1").isEmpty() && record.allowed().contains("retry")) {
            return "retry";
        }
        for (int tier = 1; !fixture.sent("retry." + tier).isEmpty(); tier++) {
            fixture.commands().handle(fixture.redelivered("retry." + tier, tier), CommandFixture.servers());
        }
        List<Status> statuses = fixture.statuses();
        if (!fixture.sent(TOPICS.deadLetter()).isEmpty()) {
            assertThat(statuses).allMatch(status -> status.state() == State.FAILED || !status.terminal());
            return record.allowed().contains("dead_letter") ? "dead_letter" : "failed";
        }
        if (statuses.isEmpty()) {
            return "ignored";
        }
        Status status = statuses.get(0);
        return switch (status.state()) {
            case APPLIED -> record.wasProcessedBefore() ? "ignored_duplicate" : "processed";
            case SUPERSEDED -> "ignored_stale";
            case REJECTED -> "status " + status.code();
            default -> status.state().wireName();
        };
    }

    private void assertThatNothingLeaks() {
        assertThat(fixture.statuses().toString()).doesNotContain("S3cr3t-value", "t0k3n");
        fixture.sent(TOPICS.deadLetter())
                .forEach(record -> record.headers()
                        .forEach(header ->
                                assertThat(new String(header.value(), UTF_8)).doesNotContain("S3cr3t-value")));
    }
}
