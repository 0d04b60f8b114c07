package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wasettings.ingest.result.Result;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Reply ANY = Reply.first(Result.refused(Problem.of(ProblemType.INTERNAL)));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final WaitingRoom room =
            new WaitingRoom(new WaitProperties(LONG, LONG, 1000), 2, new SubmitMetrics(metrics));
    private final List<Duration> patience = new ArrayList<>();
    private final List<CompletableFuture<Reply>> answers = new ArrayList<>();

    @Test
    void a_partner_beyond_its_share_does_not_wait_and_others_do() {
        enter("acme", LONG);
        enter("acme", LONG);
        enter("acme", LONG);
        enter("beta", LONG);

        assertThat(patience).containsExactly(LONG, LONG, Duration.ZERO, LONG);
        assertThat(metrics.get("wa.settings.ingest.waits")
                        .tag("outcome", "full")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void who_is_answered_leaves_its_place() {
        enter("acme", LONG);
        enter("acme", LONG);

        answers.get(0).complete(ANY);
        enter("acme", LONG);

        assertThat(patience).containsExactly(LONG, LONG, LONG);
    }

    @Test
    void who_does_not_want_to_wait_takes_no_place() {
        enter("acme", Duration.ZERO);
        enter("acme", Duration.ZERO);
        enter("acme", LONG);

        assertThat(patience).containsExactly(Duration.ZERO, Duration.ZERO, LONG);
    }

    @Test
    void a_request_that_fails_before_it_waits_leaves_its_place_too() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> room.admit("acme", new Preference(false, LONG), time -> {
                        throw new IllegalStateException("a bug, made on purpose");
                    }))
                    .hasMessage("a bug, made on purpose");
        }

        enter("acme", LONG);

        assertThat(patience).containsExactly(LONG);
    }

    private void enter(String partner, Duration wanted) {
        CompletableFuture<?> unused = room.admit(partner, new Preference(false, wanted), granted -> {
            patience.add(granted);
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        });
    }
}
