package io.wasettings.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Captures what a logger writes until this is closed, with the context of the threads. */
public final class CapturedLog implements AutoCloseable {

    private final Logger logger;
    private final @Nullable Level levelBefore;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            super.append(line);
        }
    };

    private CapturedLog(Logger logger, Level level) {
        this.logger = logger;
        this.levelBefore = logger.getLevel();
        logger.setLevel(level);
        appender.start();
        logger.addAppender(appender);
    }

    /** Captures all that the logger of a class writes from that level on, for example {@code INFO}. */
    public static CapturedLog of(Class<?> owner, Level level) {
        return of(owner.getName(), level);
    }

    /** The same for the logger of that name and those below it. */
    public static CapturedLog of(String name, Level level) {
        return new CapturedLog((Logger) LoggerFactory.getLogger(name), level);
    }

    /** The lines so far. */
    public List<ILoggingEvent> lines() {
        synchronized (appender) {
            return List.copyOf(appender.list);
        }
    }

    /** The lines about that event so far. */
    public List<ILoggingEvent> lines(String event) {
        return lines().stream()
                .filter(line -> line.getMessage().equals("event=" + event))
                .toList();
    }

    /** What a line tells beside its event. */
    public static Map<String, Object> members(ILoggingEvent line) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (line.getKeyValuePairs() != null) {
            line.getKeyValuePairs().forEach(pair -> members.put(pair.key, pair.value));
        }
        return members;
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(levelBefore);
    }
}
