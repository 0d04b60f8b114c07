package io.wasettings.common.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.text.Json;
import io.wasettings.common.text.WireNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The status resource: how one command stands. It is the HTTP answer, the value on the status topic and a part of the
 * command's document in the store. It never holds a secret or text of a remote server. Its components are the members
 * of the resource.
 *
 * @param commandId the command's id
 * @param source the command's source, or null if it cannot be read; ids are unique per source
 * @param partner whose command it is, or null if it cannot be read
 * @param channel wire name of the channel, or null if it cannot be read
 * @param from the sender in E.164, or null for the default sender
 * @param state where the command stands
 * @param code one of the four documented codes, when the state is {@code rejected} or {@code failed}
 * @param httpStatus the HTTP status that a waiting request is answered with
 * @param message one sentence for a person
 * @param errors what to correct, by JSON Pointer (RFC 6901)
 * @param warnings what was ignored or assumed
 * @param attempt the attempt that led to this state, counted from 1
 * @param retryAt when the next attempt is due, in state {@code retrying}
 * @param occurredAt when the state was reached
 */
public record Status(
        String commandId,
        @Nullable String source,
        @Nullable String partner,
        @Nullable String channel,
        @Nullable String from,
        State state,
        @Nullable Integer code,
        int httpStatus,
        String message,
        List<FieldMessage> errors,
        List<FieldMessage> warnings,
        int attempt,
        @Nullable Instant retryAt,
        Instant occurredAt) {

    private static final long OBJECTS = 600;
    private static final long OBJECTS_OF_A_MESSAGE = 100;

    public Status {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Where a command stands. */
    public enum State {
        /** Taken in; not finished yet. */
        ACCEPTED(false),
        /** An attempt failed for a reason that may pass; another one is scheduled. */
        RETRYING(false),
        /** In force. */
        APPLIED(true),
        /** A newer command for the same sender is already in force. */
        SUPERSEDED(true),
        /** Refused for good: the command must be corrected. */
        REJECTED(true),
        /** All retries spent, or unreadable: it lies on the dead-letter topic and can be replayed. */
        FAILED(true);

        private final String wireName = WireNames.of(this);
        private final boolean terminal;

        State(boolean terminal) {
            this.terminal = terminal;
        }

        /** Whether the command is finished. Only a replay leads from {@link #FAILED} to another terminal state. */
        public boolean terminal() {
            return terminal;
        }

        /** The name on the wire: lower case. */
        @JsonValue
        public String wireName() {
            return wireName;
        }

        /** The state of that exact wire name. */
        public static Optional<State> of(@Nullable String wireName) {
            return WireNames.find(State.class, wireName);
        }
    }

    /** Reads the value of a record of the status topic; empty if it is no status that this version can read. */
    public static Optional<Status> read(byte[] json) {
        try {
            JsonNode node = Json.mapper().readTree(json);
            return isWhole(node)
                    ? Optional.of(Json.mapper().treeToValue(withSource(node), Status.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(JsonNode status) {
        return Stream.of("command_id", "state", "message", "occurred_at").allMatch(status::hasNonNull)
                && Stream.of("errors", "warnings")
                        .flatMap(name -> status.path(name).valueStream())
                        .allMatch(each -> each.hasNonNull("field") && each.hasNonNull("message"));
    }

    /** Earlier builds named no source; nearly all of their commands came from the ingest-api. */
    private static JsonNode withSource(JsonNode status) {
        return status.has("source") ? status : ((ObjectNode) status).put("source", CommandRef.INGEST_API);
    }

    /** Whether the command is finished. */
    @JsonIgnore
    public boolean terminal() {
        return state.terminal();
    }

    /** Why, in one sentence: the first error, or else the message. What to correct is named with its field. */
    @JsonIgnore
    public String cause() {
        return errors.stream()
                .findFirst()
                .map(state == State.REJECTED ? FieldMessage::inWords : FieldMessage::message)
                .orElse(message);
    }

    /** An upper estimate of the bytes that it takes in memory. */
    @JsonIgnore
    public long size() {
        return OBJECTS
                + chars(commandId, source, partner, channel, from, message)
                + Stream.concat(errors.stream(), warnings.stream())
                        .mapToLong(each -> OBJECTS_OF_A_MESSAGE + chars(each.field(), each.message()))
                        .sum();
    }

    private static long chars(@Nullable String... texts) {
        long chars = 0;
        for (String text : texts) {
            chars += text == null ? 0 : text.length();
        }
        return chars * Character.BYTES;
    }
}
