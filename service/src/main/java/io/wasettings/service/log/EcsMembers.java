package io.wasettings.service.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.MemberPath;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;
import org.springframework.core.env.Environment;

/**
 * Gives the event and the trace the members that the Elastic Common Schema has for them: {@code event.action} and
 * {@code trace.id}. All other key-values are members of {@code wa}, by a property, since the schema has some of their
 * names for objects. Other formats are left as they are.
 */
final class EcsMembers implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

    private static final String FORMAT = "logging.structured.format.";
    private static final String EVENT = "event=";
    private static final MemberPath PLAIN_TRACE_ID = MemberPath.of("wa." + CommandContext.TRACE_ID);

    private final boolean isEcs;

    EcsMembers(Environment environment) {
        this.isEcs = Stream.of("console", "file")
                .anyMatch(target -> "ecs".equalsIgnoreCase(environment.getProperty(FORMAT + target)));
    }

    @Override
    public void customize(Members<ILoggingEvent> members) {
        if (!isEcs) {
            return;
        }
        members.add("event")
                .when(line -> action(line) != null)
                .usingMembers(event -> event.add("action", EcsMembers::action));
        members.add("trace")
                .when(line -> traceId(line) != null)
                .usingMembers(trace -> trace.add("id", EcsMembers::traceId));
        members.applyingPathFilter(PLAIN_TRACE_ID::equals);
    }

    private static @Nullable String action(ILoggingEvent line) {
        String message = line.getFormattedMessage();
        return message != null && message.startsWith(EVENT) ? message.substring(EVENT.length()) : null;
    }

    private static @Nullable String traceId(ILoggingEvent line) {
        Map<String, String> context = line.getMDCPropertyMap();
        return context == null ? null : context.get(CommandContext.TRACE_ID);
    }
}
