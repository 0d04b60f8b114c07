package io.wasettings.service.log;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts the ids of a command and its trace on every line that a thread logs while it works on that command. */
public final class CommandContext {

    static final String TRACE_ID = "trace_id";

    private static final String COMMAND_ID = "command_id";
    private static final int TRACE_ID_BEGIN = 3;
    private static final int TRACE_ID_END = 35;

    private final @Nullable String commandId;
    private final @Nullable String traceId;

    private CommandContext(@Nullable String commandId, @Nullable String traceId) {
        this.commandId = commandId;
        this.traceId = traceId;
    }

    /**
     * That of a command.
     *
     * @param commandId the command's id, or null if it is not known
     * @param traceparent its W3C trace context, well-formed, or null
     */
    public static CommandContext of(@Nullable String commandId, @Nullable String traceparent) {
        return new CommandContext(
                commandId == null ? null : LogLine.printable(commandId),
                traceparent == null ? null : traceparent.substring(TRACE_ID_BEGIN, TRACE_ID_END));
    }

    /** This thread's context, for work that another thread goes on with. */
    public static CommandContext current() {
        return new CommandContext(MDC.get(COMMAND_ID), MDC.get(TRACE_ID));
    }

    /** Runs the work in this context, and then restores the thread's own. */
    public void run(Runnable work) {
        within(() -> {
            work.run();
            return this;
        });
    }

    /** As {@link #run}, for work that has a result. */
    public <T> T within(Supplier<T> work) {
        CommandContext before = current();
        put();
        try {
            return work.get();
        } finally {
            before.put();
        }
    }

    private void put() {
        put(COMMAND_ID, commandId);
        put(TRACE_ID, traceId);
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
