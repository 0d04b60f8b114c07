package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is counted of commands and their attempts. */
class CommandMetricsTest {

    private static final TokenResult AWAY = new TokenResult.Unavailable(
            new FieldMessage("/oauth2/token_url", "answered with status 503"), null, Reason.ASKED);

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @Test
    void every_attempt_counts_by_the_step_that_it_ended_at_and_by_its_outcome() {
        fixture.tokenEndpoint = () -> AWAY;
        fixture.handle(fixture.oauth2("1"));
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));
        fixture.handle(fixture.bearer("2"));

        assertThat(attempts("token", "retrying")).isEqualTo(2);
        assertThat(attempts("token", "failed")).isEqualTo(1);
        assertThat(attempts("save", "applied")).isEqualTo(1);
        assertThat(fixture.meters
                        .counter("wa.settings.commands", "state", "failed", "code", "2012")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void the_time_from_acceptance_to_the_outcome_spans_all_attempts() {
        fixture.tokenEndpoint = () -> AWAY;
        fixture.handle(fixture.oauth2("1"));
        fixture.tokenEndpoint = () -> new TokenResult.Granted(fixture.token("t0k3n"), List.of());
        Delivery retry = fixture.redelivered("retry.1", 1);
        fixture.clock.advance(Duration.ofSeconds(4));

        fixture.handle(retry);

        Timer timer = duration("applied");
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isBetween(4.0, 5.0);
        assertThat(fixture.meters.find("wa.settings.commands.duration").timers())
                .hasSize(1);
        assertThat(Arrays.stream(timer.takeSnapshot().histogramCounts())
                        .map(bucket -> bucket.bucket(TimeUnit.MILLISECONDS)))
                .contains(50.0, 1_000.0, 60_000.0, 900_000.0);
    }

    @Test
    void what_an_operator_replays_says_nothing_about_how_long_commands_take() {
        fixture.tokenEndpoint = () -> AWAY;
        fixture.handle(fixture.oauth2("1"));
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));
        fixture.tokenEndpoint = () -> new TokenResult.Granted(fixture.token("t0k3n"), List.of());
        Delivery replay = fixture.redelivered(TOPICS.deadLetter(), 1);

        fixture.handle(CommandFixture.with(CommandFixture.with(replay, "wa_replays", "1"), "wa_attempts", "0"));

        assertThat(attempts("save", "applied")).isEqualTo(1);
        assertThat(duration("failed").count()).isEqualTo(1);
        assertThat(fixture.meters
                        .find("wa.settings.commands.duration")
                        .tag("state", "applied")
                        .timer())
                .isNull();
    }

    private double attempts(String step, String outcome) {
        return fixture.meters
                .counter("wa.settings.attempts", "step", step, "outcome", outcome)
                .count();
    }

    private Timer duration(String state) {
        return fixture.meters
                .get("wa.settings.commands.duration")
                .tag("state", state)
                .timer();
    }
}
