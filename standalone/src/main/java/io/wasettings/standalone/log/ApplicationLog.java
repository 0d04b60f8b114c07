package io.wasettings.standalone.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells which application a line of the common log is from: by the logger if it is one of its own, else by the thread,
 * which belongs to the application that started it, directly or through another thread.
 */
public final class ApplicationLog {

    private static final String NEITHER = "standalone";
    private static final Map<String, String> LOGGERS =
            Map.of("io.wasettings.ingest.", "ingest-api", "io.wasettings.processor.", "processor");

    /**
     * Inherited by the threads that a thread starts. Static, since nothing can be passed along with a line of the log.
     */
    private static final InheritableThreadLocal<String> WRITER = new InheritableThreadLocal<>();

    private ApplicationLog() {}

    /** Makes patterns know {@code %application}; to be called before the log is set up. */
    public static void prepare() {
        PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP.put("application", ApplicationConverter::new);
    }

    /** Runs work of that application, such as its start; threads that begin meanwhile are the application's. */
    public static <T> T writtenBy(String application, Supplier<T> work) {
        String before = WRITER.get();
        WRITER.set(application);
        try {
            return work.get();
        } finally {
            WRITER.set(before);
        }
    }

    /** The application that is writing this line, on this thread. */
    static String of(ILoggingEvent line) {
        String logger = line.getLoggerName();
        return LOGGERS.entrySet().stream()
                .filter(known -> logger.startsWith(known.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(ApplicationLog::ofThread);
    }

    private static String ofThread() {
        String writer = WRITER.get();
        return writer == null ? NEITHER : writer;
    }
}
