package io.wasettings.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.wasettings.testkit.CapturedLog;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogLineTest {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Logger log = LoggerFactory.getLogger(LogLineTest.class);

    @AutoClose
    private final CapturedLog lines = CapturedLog.of(LogLineTest.class, Level.INFO);

    @Test
    void an_event_has_a_name_and_key_values() {
        LogLine.warn(log, "command_failed")
                .with("code", 2012)
                .with("step", "token")
                .write();

        assertThat(line().getLevel()).isEqualTo(Level.WARN);
        assertThat(line().getMessage()).isEqualTo("event=command_failed");
        assertThat(line().getKeyValuePairs()).hasToString("[code=\"2012\", step=\"token\"]");
    }

    @Test
    void what_is_not_known_is_left_out() {
        LogLine.info(log, "command_applied").with("code", null).write();

        assertThat(line().getKeyValuePairs()).isNullOrEmpty();
    }

    @Test
    void a_failure_is_named_by_the_kind_of_its_innermost_cause() {
        LogLine.warn(log, "store_unavailable")
                .causedBy(new IllegalStateException(new IOException("a secret")))
                .write();

        assertThat(line().getKeyValuePairs()).hasToString("[cause=\"IOException\"]");
    }

    @Test
    void a_fault_that_may_quote_a_payload_is_told_by_its_types_and_places_alone() {
        Exception root = new IOException("a secret");

        LogLine.error(log, "reading_failed_unexpectedly")
                .because(new IllegalStateException("another", root))
                .write();

        assertThat(ThrowableProxyUtil.asString(line().getThrowableProxy()))
                .contains("java.lang.IllegalStateException", "java.io.IOException", LogLineTest.class.getName())
                .doesNotContain("a secret", "another");
    }

    @Test
    void a_fault_that_is_its_own_cause_in_the_end_is_told_all_the_same() {
        Exception fault = new IllegalStateException("a secret");
        fault.initCause(new IOException(fault));

        LogLine.error(log, "reading_failed_unexpectedly").because(fault).write();

        assertThat(line().getThrowableProxy().getMessage()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void what_would_disturb_a_terminal_is_replaced() {
        LogLine.info(log, "command_applied")
                .with("partner", "a\nevent=forged\u001b[2J\u202e\u0085\u009b2J\ud800")
                .write();

        assertThat(line().getKeyValuePairs().get(0).value).isEqualTo("a?event=forged?[2J???2J?");
    }

    @Test
    void lines_about_a_command_have_its_id_and_trace_once() {
        CommandContext.of("c-1", TRACEPARENT)
                .run(() -> LogLine.info(log, "command_applied")
                        .with("command_id", "c-1")
                        .write());

        assertThat(line().getMDCPropertyMap())
                .containsEntry("command_id", "c-1")
                .containsEntry("trace_id", "0af7651916cd43dd8448eb211c80319c");
        assertThat(line().getKeyValuePairs()).isNullOrEmpty();
    }

    @Test
    void afterwards_a_thread_is_about_what_it_was_about_before() {
        CommandContext.of("c-1", null)
                .run(() -> CommandContext.of("c-2", TRACEPARENT).run(() -> {}));
        LogLine.info(log, "idle").write();

        assertThat(line().getMDCPropertyMap()).isEmpty();
    }

    private ILoggingEvent line() {
        return lines.lines().get(0);
    }
}
