package io.wasettings.service.log;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts a command's id, and its trace's, on every line that a thread writes while it is about that command. */
public final class CommandContext {

    private static final String COMMAND_ID = "command_id";
    private static final String TRACE_ID = "trace_id";
    private static final int TRACE_ID_BEGIN = 3;
    private static final int TRACE_ID_END = 35;

    private CommandContext() {}

    /**
     * Does work that is about that command. Afterwards the thread is about what it was about before.
     *
     * @param commandId the command's id, or null where it is not known
     * @param traceparent its W3C trace context, well-formed, or null
     */
    public static <T> T within(@Nullable String commandId, @Nullable String traceparent, Supplier<T> work) {
        String commandBefore = MDC.get(COMMAND_ID);
        String traceBefore = MDC.get(TRACE_ID);
        put(COMMAND_ID, commandId == null ? null : LogLine.printable(commandId));
        put(TRACE_ID, traceparent == null ? null : traceparent.substring(TRACE_ID_BEGIN, TRACE_ID_END));
        try {
            return work.get();
        } finally {
            put(COMMAND_ID, commandBefore);
            put(TRACE_ID, traceBefore);
        }
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
