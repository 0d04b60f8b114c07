package io.wasettings.processor.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.CloudEvent.Origin;
import io.wasettings.common.ErrorCode;
import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.processor.command.attempt.Outcome.Applied;
import io.wasettings.processor.command.attempt.Outcome.Deferred;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.command.report.Statuses.Subject;
import io.wasettings.testkit.MutableClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        assertAnswered(
                statuses.deferred(SUBJECT, new Deferred(UNAVAILABLE, false), Instant.EPOCH), State.RETRYING, 202);
        for (ErrorCode code : ErrorCode.values()) {
            assertAnswered(statuses.rejected(SUBJECT, new Rejected(code, List.of())), State.REJECTED, 400);
            assertAnswered(statuses.failed(SUBJECT, new Failed(code, List.of())), State.FAILED, 400);
        }
    }

    private static void assertAnswered(Status status, State state, int httpStatus) {
        assertThat(status.state()).isEqualTo(state);
        assertThat(status.httpStatus()).isEqualTo(httpStatus);
    }
}
