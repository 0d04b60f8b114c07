package io.wasettings.service.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Characters;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a problem (RFC 9457). Holds no secret, no stack trace and nothing that a remote server said. Its
 * components are the members of RFC 9457 and of this API, and the header.
 *
 * @param type what it has in common with others
 * @param detail what went wrong this time or what to do about it, one or two sentences
 * @param instance what it happened to: a path, or null for the path of the request, which is filled in when answering
 * @param commandId the command, if there is one
 * @param errors what to correct, by JSON Pointer
 * @param warnings what was ignored, by JSON Pointer
 * @param retryAfter after which time to try again, or null; sent as a header
 */
public record Problem(
        ProblemType type,
        String detail,
        @Nullable String instance,
        @Nullable String commandId,
        List<FieldMessage> errors,
        List<FieldMessage> warnings,
        @Nullable Duration retryAfter) {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int LONGEST_QUOTED = 32;
    private static final String GIVEN_UP =
            "The command failed and is not tried again; submit the settings again later, with a new Idempotency-Key.";
    static final ProblemType UNPROCESSED = ProblemType.plain(
            "unprocessed",
            ErrorCode.HTTP_STATUS,
            "The settings request could not be processed.",
            ProblemType.advice(ErrorCode.HTTP_STATUS));

    /** A problem like any other of its type. */
    public static Problem of(ProblemType type) {
        return of(type, type.advice());
    }

    /** A problem with its circumstances, one sentence. */
    public static Problem of(ProblemType type, String detail) {
        Duration again = type.equals(ProblemType.UNAVAILABLE) ? RETRY_AFTER : null;
        return new Problem(type, detail, null, null, List.of(), List.of(), again);
    }

    /**
     * Something needed is unavailable for the moment.
     *
     * @param reason what is unavailable, a sentence without its full stop; the advice follows
     */
    public static Problem unavailable(String reason) {
        return later(ProblemType.UNAVAILABLE, reason);
    }

    /**
     * Something that will pass.
     *
     * @param reason why, a sentence without its full stop; the advice follows
     */
    public static Problem later(ProblemType type, String reason) {
        return of(type, reason + "; wait for as many seconds as Retry-After says.");
    }

    /** The problem that a command ended in, by its terminal status. */
    public static Problem of(Status status) {
        ErrorCode code = ErrorCode.of(status.code());
        boolean isError = status.httpStatus() >= 400 && status.httpStatus() < 600;
        ProblemType type = code == null
                ? UNPROCESSED
                : ProblemType.of(code, isError ? status.httpStatus() : ErrorCode.HTTP_STATUS);
        return new Problem(
                type, detail(status, type), null, status.commandId(), status.errors(), status.warnings(), null);
    }

    /** With a code the message is its description, as the title is already. */
    private static String detail(Status status, ProblemType type) {
        if (type.code() == null) {
            return status.message();
        }
        return status.state() == State.FAILED ? GIVEN_UP : type.advice();
    }

    /** A name that was sent, for a detail: in quotes, and no longer than it takes to recognise it. */
    public static String quoted(String name) {
        return "\"" + Characters.cut(name, LONGEST_QUOTED) + "\"";
    }

    /** The same, with what to correct and what was ignored. */
    public Problem with(List<FieldMessage> newErrors, List<FieldMessage> newWarnings) {
        return new Problem(type, detail, instance, commandId, newErrors, newWarnings, retryAfter);
    }

    /** The same, to be tried again after that time. */
    public Problem retryAfter(Duration newRetryAfter) {
        return new Problem(type, detail, instance, commandId, errors, warnings, newRetryAfter);
    }

    /** The same, about that command. */
    public Problem ofCommand(String newCommandId) {
        return new Problem(type, detail, instance, newCommandId, errors, warnings, retryAfter);
    }

    /** The same, with that path as its instance; the root if no reference can name the path. */
    public Problem at(String path) {
        return new Problem(type, detail, isReference(path) ? path : "/", commandId, errors, warnings, retryAfter);
    }

    /** RFC 3986 section 4.2: with two slashes it would name a host. */
    private static boolean isReference(String path) {
        try {
            return !path.startsWith("//") && new URI(path).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @JsonValue
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.uri());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", detail);
        putIfPresent(members, "instance", instance);
        putIfPresent(members, "code", type.code());
        putIfPresent(members, "command_id", commandId);
        putIfPresent(members, "errors", errors.isEmpty() ? null : errors);
        putIfPresent(members, "warnings", warnings.isEmpty() ? null : warnings);
        return members;
    }

    private static void putIfPresent(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
