package io.wasettings.ingest.submit;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.SettingsKey.Channel;
import io.wasettings.ingest.problem.Outcome;
import io.wasettings.ingest.problem.Problem;
import io.wasettings.ingest.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads a submission from an HTTP request and refuses what HTTP alone tells to be wrong. */
final class SubmissionReader {

    /** Largest body, in bytes. */
    static final int MAX_BODY = 64 * 1024;

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private SubmissionReader() {}

    static Outcome<Submission> read(String partner, Channel channel, HttpServletRequest request) {
        return mediaType(request)
                .then(type -> idempotencyKey(request))
                .then(key -> body(request)
                        .then(body -> Outcome.of(new Submission(
                                partner, channel, body, key, preference(request), traceparent(request)))));
    }

    private static Outcome<String> mediaType(HttpServletRequest request) {
        String type = request.getContentType();
        List<String> codings = values(request, HttpHeaders.CONTENT_ENCODING);
        return type != null && isJson(type) && codings.stream().allMatch("identity"::equalsIgnoreCase)
                ? Outcome.of(type)
                : Outcome.refused(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static Outcome<Optional<String>> idempotencyKey(HttpServletRequest request) {
        List<String> keys = values(request, IDEMPOTENCY_KEY);
        if (keys.isEmpty()) {
            return Outcome.of(Optional.empty());
        }
        return keys.size() == 1 && KEY.matcher(keys.get(0)).matches()
                ? Outcome.of(Optional.of(keys.get(0)))
                : Outcome.refused(Problem.of(
                        ProblemType.INVALID_IDEMPOTENCY_KEY, "Send one key of 1 to 255 visible ASCII characters."));
    }

    private static Outcome<byte[]> body(HttpServletRequest request) {
        if (request.getContentLengthLong() > MAX_BODY) {
            return Outcome.refused(tooLarge());
        }
        try {
            byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
            return body.length > MAX_BODY ? Outcome.refused(tooLarge()) : Outcome.of(body);
        } catch (IOException e) {
            // Broken off, too slow, or not what its transfer coding says.
            return Outcome.refused(Problem.of(ProblemType.BAD_REQUEST, "The body did not arrive completely."));
        }
    }

    private static Problem tooLarge() {
        return Problem.of(ProblemType.TOO_LARGE, "A body has at most " + MAX_BODY + " bytes.");
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
