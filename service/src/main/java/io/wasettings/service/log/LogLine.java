package io.wasettings.service.log;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.NestedExceptionUtils;

/**
 * A line of the log: what happened, as {@code event=name}, and what it is about, as key-values that an encoder of JSON
 * keeps apart and the plain pattern prints behind the event. To be thrown away after {@link #write}.
 */
public final class LogLine {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private LoggingEventBuilder line;

    private LogLine(LoggingEventBuilder line, String event) {
        this.line = line.setMessage("event=" + event);
    }

    /** What nobody needs to know unless they look for it. */
    public static LogLine debug(Logger log, String event) {
        return at(Level.DEBUG, log, event);
    }

    /** What is as it should be. */
    public static LogLine info(Logger log, String event) {
        return at(Level.INFO, log, event);
    }

    /** What failed. */
    public static LogLine warn(Logger log, String event) {
        return at(Level.WARN, log, event);
    }

    /** What this program did wrong. */
    public static LogLine error(Logger log, String event) {
        return at(Level.ERROR, log, event);
    }

    public static LogLine at(Level level, Logger log, String event) {
        return new LogLine(log.atLevel(level), event);
    }

    /**
     * Says what it is about. Null says nothing, and so does what every line of this thread says already. What would
     * disturb a terminal is replaced.
     *
     * @param key in snake case
     */
    public LogLine with(String key, @Nullable Object value) {
        if (value != null && MDC.get(key) == null) {
            boolean plain = value instanceof Number || value instanceof Boolean;
            line = line.addKeyValue(key, plain ? value : printable(value.toString()));
        }
        return this;
    }

    /** Names the kind of the innermost cause, and nothing of its message, which may quote anything. */
    public LogLine causedBy(Throwable failure) {
        return with(
                "cause",
                NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName());
    }

    /** With the stack trace of a fault. */
    public LogLine because(@Nullable Throwable fault) {
        line = line.setCause(fault);
        return this;
    }

    public void write() {
        line.log();
    }

    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
