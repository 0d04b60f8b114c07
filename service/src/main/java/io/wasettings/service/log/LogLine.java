package io.wasettings.service.log;

import io.wasettings.common.text.Characters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.NestedExceptionUtils;

/**
 * A line of the log: what happened, as {@code event=name}, and what it is about, as key-values that an encoder of JSON
 * keeps apart and the plain pattern prints behind the event. Of no use after {@link #write}.
 */
public final class LogLine {

    private LoggingEventBuilder line;

    private LogLine(LoggingEventBuilder line, String event) {
        this.line = line.setMessage("event=" + event);
    }

    /** Debug detail. */
    public static LogLine debug(Logger log, String event) {
        return at(Level.DEBUG, log, event);
    }

    /** Normal event. */
    public static LogLine info(Logger log, String event) {
        return at(Level.INFO, log, event);
    }

    /** Failure. */
    public static LogLine warn(Logger log, String event) {
        return at(Level.WARN, log, event);
    }

    /** Bug in this program. */
    public static LogLine error(Logger log, String event) {
        return at(Level.ERROR, log, event);
    }

    public static LogLine at(Level level, Logger log, String event) {
        return new LogLine(log.atLevel(level), event);
    }

    /**
     * Adds a key-value, unless the value is null or every line of this thread has the key already. Characters that
     * would disturb a terminal are replaced.
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

    /** Adds the type of the innermost cause; not its message, which may quote anything. */
    public LogLine causedBy(Throwable failure) {
        return with("cause", typeBehind(failure));
    }

    /** The type of the innermost cause, which may be told where its message may not. */
    public static String typeBehind(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName();
    }

    /** Adds the stack trace of a fault without its messages, which may quote anything that was at hand. */
    public LogLine because(Throwable fault) {
        return becauseQuoting(new Unquoted(fault));
    }

    /**
     * Adds the stack trace of a fault with its messages, for one that can quote no secret: where no record, opened
     * command or request was at hand.
     */
    public LogLine becauseQuoting(Throwable fault) {
        line = line.setCause(fault);
        return this;
    }

    public void write() {
        line.log();
    }

    static String printable(String text) {
        return Characters.harmless(text);
    }
}
