package io.wasettings.standalone.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.springframework.boot.json.JsonWriter.MemberPath;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * {@code service.name} of structured lines. Spring Boot writes a {@code service} that is the same in each line; it is
 * left out, and another member renamed takes its place.
 */
final class ApplicationMember implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

    private static final String SERVICE = "service";
    private static final MemberPath FIXED = MemberPath.of(SERVICE);
    private static final String OURS = "application";
    private static final MemberPath OUR_PATH = MemberPath.of(OURS);

    @Override
    public void customize(Members<ILoggingEvent> members) {
        members.applyingPathFilter(FIXED::equals);
        members.applyingNameProcessor((path, name) -> OUR_PATH.equals(path) ? SERVICE : name);
        members.add(OURS).usingMembers(service -> service.add("name", ApplicationLog::of));
    }
}
