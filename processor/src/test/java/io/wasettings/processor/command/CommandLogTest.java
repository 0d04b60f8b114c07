package io.wasettings.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.reading.BuggyParsers.BugInSettings;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.testkit.CapturedLog;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the log says of commands. */
class CommandLogTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @AutoClose
    private final CapturedLog log = CapturedLog.of("io.wasettings", Level.TRACE);

    @Test
    void a_command_that_is_applied_has_one_line() {
        fixture.handle(fixture.bearer("1"));

        assertThat(log.lines()).hasSize(1);
        ILoggingEvent line = log.lines().get(0);
        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getMessage()).isEqualTo("event=command_applied");
        assertThat(CapturedLog.members(line))
                .containsEntry("step", "save")
                .containsEntry("attempt", 1)
                .containsKey("duration_ms")
                .doesNotContainKeys("code", "cause", "host");
    }

    @Test
    void every_attempt_that_fails_has_a_warning_with_step_host_cause_and_duration() {
        fixture.tokenEndpoint = () -> new TokenResult.Unavailable(
                new FieldMessage("/oauth2/token_url", "answered with status 503"), null, Reason.ASKED);

        fixture.handle(fixture.oauth2("1"));
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(log.lines())
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("event=command_retrying", "event=command_retrying", "event=command_failed");
        assertThat(log.lines()).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        assertThat(log.lines())
                .allSatisfy(line -> assertThat(CapturedLog.members(line))
                        .containsEntry("partner", "acme")
                        .containsEntry("step", "token")
                        .containsEntry("host", "login.example.com")
                        .containsEntry("cause", "answered with status 503")
                        .containsKey("duration_ms"));
        assertThat(CapturedLog.members(log.lines().get(0))).doesNotContainKey("code");
        assertThat(CapturedLog.members(log.lines().get(2))).containsEntry("code", 2012);
    }

    @Test
    void no_host_is_named_where_the_reason_is_ours() {
        fixture.tokenEndpoint = () -> TokenResult.Unavailable.forOurReason("The key is missing.");

        fixture.handle(fixture.oauth2("1"));

        assertThat(log.lines())
                .singleElement()
                .satisfies(line -> assertThat(CapturedLog.members(line))
                        .containsEntry("step", "token")
                        .containsEntry("cause", "The key is missing.")
                        .doesNotContainKey("host"));
    }

    @Test
    void every_line_about_a_command_has_its_id_and_trace() {
        fixture.tokenEndpoint = () -> {
            throw new IllegalStateException("a bug");
        };

        fixture.handle(traced(fixture.oauth2("1")));

        assertThat(log.lines())
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("event=attempt_failed_unexpectedly", "event=command_retrying");
        assertThat(log.lines())
                .extracting(ILoggingEvent::getMDCPropertyMap)
                .containsOnly(Map.of("command_id", "1", "trace_id", TRACE));
    }

    @Test
    void a_bug_in_reading_is_told_with_its_place_and_nothing_that_was_read() {
        fixture.parser = new BugInSettings();
        Delivery delivery = fixture.bearer("1");

        fixture.handle(delivery);

        assertThat(log.lines("reading_failed_unexpectedly")).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(CapturedLog.members(line)).containsOnly(Map.entry("record", delivery.toString()));
            assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy()))
                    .contains("java.lang.IllegalStateException", BugInSettings.class.getName() + ".settings")
                    .doesNotContain("a bug", "api_key");
        });
    }

    @Test
    void a_bug_in_an_attempt_is_told_with_its_place_and_nothing_that_the_attempt_had_at_hand() {
        fixture.tokenEndpoint = () -> {
            throw new IllegalArgumentException("invalid header value: \"Bearer s3cret\"");
        };

        fixture.handle(fixture.oauth2("1"));

        assertThat(log.lines("attempt_failed_unexpectedly"))
                .singleElement()
                .satisfies(line -> assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy()))
                        .contains("java.lang.IllegalArgumentException", CommandLogTest.class.getName())
                        .doesNotContain("s3cret"));
    }

    private static Delivery traced(Delivery delivery) {
        return CommandFixture.with(delivery, "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    }
}
