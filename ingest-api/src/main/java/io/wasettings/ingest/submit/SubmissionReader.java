package io.wasettings.ingest.submit;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.text.HttpGrammar;
import io.wasettings.ingest.result.Result;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads a submission from an HTTP request and refuses what is wrong in terms of HTTP. */
final class SubmissionReader {

    /** Largest body, in bytes. */
    static final int MAX_BODY = 64 * 1024;

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    /** A string of structured fields (RFC 9651 section 3.3.3), as the IETF draft on this field has it. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*+)\"");

    private static final Pattern SENDER = Pattern.compile("(?:^|&)from(?:[=&]|$)");

    private SubmissionReader() {}

    /** Reads the head of the request; returns what makes a submission of the body that follows. */
    static Result<Function<byte[], Submission>> read(String partner, Channel channel, HttpServletRequest request) {
        return query(request)
                .then(none -> mediaType(request))
                .then(type -> idempotencyKey(request))
                .then(key -> Result.of(submission(partner, channel, key, request)));
    }

    /** Reads all of the head now: the request is no longer available when the body has arrived. */
    private static Function<byte[], Submission> submission(
            String partner, Channel channel, Optional<String> key, HttpServletRequest request) {
        Preference preference = preference(request);
        String traceparent = traceparent(request);
        return body -> new Submission(partner, channel, body, key, preference, traceparent);
    }

    /** A sender that is named there, as for reading its settings, would be taken for the default one. */
    private static Result<String> query(HttpServletRequest request) {
        // Not the parameters, of which some are in forms.
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        if (query.isEmpty()) {
            return Result.of(query);
        }
        String detail = SENDER.matcher(query).find()
                ? "Put \"from\" into the body; this path takes no parameters."
                : "This path takes no parameters.";
        return Result.refused(Problem.of(ProblemType.INVALID_PARAMETER, detail));
    }

    private static Result<String> mediaType(HttpServletRequest request) {
        List<String> types = values(request, HttpHeaders.CONTENT_TYPE);
        return types.size() == 1 && HttpGrammar.isJsonInUtf8(types.get(0)) && !isCoded(request)
                ? Result.of(types.get(0))
                : Result.refused(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
    }

    /** Whether the body has a content coding, which is refused. */
    static boolean isCoded(HttpServletRequest request) {
        return !values(request, HttpHeaders.CONTENT_ENCODING).stream().allMatch(SubmissionReader::isIdentity);
    }

    /** A list of codings may be empty (RFC 9110 section 5.6.1). */
    private static boolean isIdentity(String coding) {
        return coding.isBlank() || coding.equalsIgnoreCase("identity");
    }

    private static Result<Optional<String>> idempotencyKey(HttpServletRequest request) {
        List<String> keys = values(request, IDEMPOTENCY_KEY);
        if (keys.isEmpty()) {
            return Result.of(Optional.empty());
        }
        String key = unquoted(keys.get(0));
        return keys.size() == 1 && KEY.matcher(key).matches()
                ? Result.of(Optional.of(key))
                : Result.refused(Problem.of(ProblemType.INVALID_IDEMPOTENCY_KEY));
    }

    private static String unquoted(String key) {
        Matcher quoted = QUOTED.matcher(key);
        return quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : key;
    }

    private static Preference preference(HttpServletRequest request) {
        return Preference.of(values(request, "Prefer"));
    }

    private static @Nullable String traceparent(HttpServletRequest request) {
        List<String> fields = values(request, "traceparent");
        return fields.size() == 1 && CloudEvent.isTraceparent(fields.get(0)) ? fields.get(0) : null;
    }

    private static List<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }
}
