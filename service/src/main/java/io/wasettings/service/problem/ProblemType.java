package io.wasettings.service.problem;

import io.wasettings.common.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What all occurrences of a problem have in common (RFC 9457 section 3.1).
 *
 * @param name the last part of the type's URI
 * @param status the HTTP status
 * @param title the same sentence in every occurrence; for the documented codes their documented description
 * @param code one of the four documented codes, or null
 */
public record ProblemType(
        String name, int status, String title, @Nullable Integer code) {

    public static final ProblemType UNDECODABLE = of(ErrorCode.UNDECODABLE, ErrorCode.HTTP_STATUS);
    public static final ProblemType INVALID = of(ErrorCode.INVALID, ErrorCode.HTTP_STATUS);
    public static final ProblemType WEBHOOK_URL = of(ErrorCode.WEBHOOK_URL, ErrorCode.HTTP_STATUS);

    public static final ProblemType BAD_REQUEST = plain("bad-request", 400, "The HTTP request is malformed.");
    public static final ProblemType INVALID_IDEMPOTENCY_KEY =
            plain("invalid-idempotency-key", 400, "The Idempotency-Key is not usable.");
    public static final ProblemType INVALID_PARAMETER =
            plain("invalid-parameter", 400, "A parameter of the request is not usable.");
    public static final ProblemType UNAUTHORIZED = plain("unauthorized", 401, "A valid access token is required.");
    public static final ProblemType FORBIDDEN = plain("forbidden", 403, "The access token does not allow this.");
    public static final ProblemType NOT_FOUND = plain("not-found", 404, "There is nothing here.");
    public static final ProblemType TIMEOUT = plain("request-timeout", 408, "The request did not arrive in time.");
    public static final ProblemType TOO_LARGE = plain("too-large", 413, "The request body is too large.");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            plain("unsupported-media-type", 415, "The request body must be plain application/json in UTF-8.");
    public static final ProblemType MISDIRECTED =
            plain("misdirected-request", 421, "This service does not answer for that host.");
    public static final ProblemType IDEMPOTENCY_KEY_REUSED =
            plain("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request.");
    public static final ProblemType TOO_MANY_REQUESTS =
            plain("too-many-requests", 429, "The partner sends too many requests.");
    public static final ProblemType INTERNAL = plain("internal", 500, "The service failed unexpectedly.");
    public static final ProblemType UNAVAILABLE = plain("unavailable", 503, "The service cannot do this right now.");

    private static final String NAMESPACE = "urn:wa-settings:problem:";
    private static final List<ProblemType> GENERIC = List.of(
            BAD_REQUEST,
            UNAUTHORIZED,
            FORBIDDEN,
            NOT_FOUND,
            plain("method-not-allowed", 405, "The method is not allowed here."),
            plain("not-acceptable", 406, "Only application/json and application/problem+json can be answered here."),
            TIMEOUT,
            TOO_LARGE,
            UNSUPPORTED_MEDIA_TYPE,
            INTERNAL,
            UNAVAILABLE);

    /** The type of a documented code. */
    public static ProblemType of(ErrorCode code, int status) {
        return new ProblemType(String.valueOf(code.number()), status, code.description(), code.number());
    }

    /** The type for an error of which no more than its HTTP status is known. */
    public static ProblemType ofStatus(int status) {
        return GENERIC.stream()
                .filter(type -> type.status == status)
                .findFirst()
                .orElseGet(() -> plain("http-" + status, status, reason(status)));
    }

    /** A type of its own, without a documented code. */
    static ProblemType plain(String name, int status, String title) {
        return new ProblemType(name, status, title, null);
    }

    /** The type's URI. It is a name; nothing is to be fetched from it. */
    public String uri() {
        return NAMESPACE + name;
    }

    private static String reason(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "HTTP status " + status : known.getReasonPhrase() + ".";
    }
}
