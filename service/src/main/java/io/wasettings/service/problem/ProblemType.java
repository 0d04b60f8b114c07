package io.wasettings.service.problem;

import io.wasettings.common.status.ErrorCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What all occurrences of a problem have in common (RFC 9457 section 3.1).
 *
 * @param name the last part of the type's URI
 * @param status the HTTP status
 * @param title the same sentence in every occurrence; for the documented codes their documented description
 * @param code one of the four documented codes, or null
 * @param advice what to do about it, if an occurrence has nothing better to say: one or two sentences
 */
public record ProblemType(
        String name, int status, String title, @Nullable Integer code, String advice) {

    public static final ProblemType UNDECODABLE = of(ErrorCode.UNDECODABLE, ErrorCode.HTTP_STATUS);
    public static final ProblemType INVALID = of(ErrorCode.INVALID, ErrorCode.HTTP_STATUS);
    public static final ProblemType WEBHOOK_URL = of(ErrorCode.WEBHOOK_URL, ErrorCode.HTTP_STATUS);

    public static final ProblemType BAD_REQUEST = plain(
            "bad-request",
            400,
            "The HTTP request is malformed.",
            "Correct the request line, the path or the header fields: what is not allowed in them must be"
                    + " percent-encoded or left out, and together they must not be too long.");
    public static final ProblemType INVALID_IDEMPOTENCY_KEY = plain(
            "invalid-idempotency-key",
            400,
            "The Idempotency-Key is not usable.",
            "Send one key of 1 to 255 visible ASCII characters.");
    public static final ProblemType INVALID_PARAMETER = plain(
            "invalid-parameter", 400, "A parameter of the request is not usable.", "Correct the query of the URL.");
    public static final ProblemType UNAUTHORIZED = plain(
            "unauthorized",
            401,
            "A valid access token is required.",
            "Send a valid access token as \"Authorization: Bearer\" and the token; WWW-Authenticate says what is wrong"
                    + " with one that was sent.");
    public static final ProblemType FORBIDDEN = plain(
            "forbidden",
            403,
            "The access token does not allow this.",
            "Send an access token with the scope that WWW-Authenticate names, if it names one.");
    public static final ProblemType NOT_FOUND = plain(
            "not-found",
            404,
            "There is nothing here.",
            "Check the path and its parameters; what there is for others alone is answered in the same way.");
    public static final ProblemType TIMEOUT = plain(
            "request-timeout",
            408,
            "The request did not arrive in time.",
            "Send the whole request again, at once, on a new connection.");
    public static final ProblemType TOO_LARGE =
            plain("too-large", 413, "The request body is too large.", "Send a shorter body.");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = plain(
            "unsupported-media-type",
            415,
            "The request body must be plain application/json in UTF-8.",
            "Send Content-Type: application/json, encode the body in UTF-8 and do not compress it.");
    public static final ProblemType MISDIRECTED = plain(
            "misdirected-request",
            421,
            "This service does not answer for that host.",
            "Address the service by a host name that it answers for.");
    public static final ProblemType IDEMPOTENCY_KEY_REUSED = plain(
            "idempotency-key-reused",
            422,
            "The Idempotency-Key belongs to another request.",
            "Send a new key with another body or channel; a repetition has the very content of the first request.");
    public static final ProblemType TOO_MANY_REQUESTS = plain(
            "too-many-requests",
            429,
            "The partner sends too many requests.",
            "Wait for as many seconds as Retry-After says, then send the request again.");
    public static final ProblemType INTERNAL = plain(
            "internal",
            500,
            "The service failed unexpectedly.",
            "Send the request again later, a command with its Idempotency-Key; if this goes on, tell the operators"
                    + " of the service.");
    public static final ProblemType UNAVAILABLE = plain(
            "unavailable",
            503,
            "The service cannot do this right now.",
            "Wait for as many seconds as Retry-After says, then send the request again.");

    /** Of the server errors those that tell of a request of a kind that is not taken: 501 and 505. */
    private static final Set<Integer> CAN_NEVER_PASS =
            Set.of(HttpStatus.NOT_IMPLEMENTED.value(), HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value());

    private static final String NAMESPACE = "urn:wa-settings:problem:";
    private static final List<ProblemType> GENERIC = List.of(
            BAD_REQUEST,
            UNAUTHORIZED,
            FORBIDDEN,
            NOT_FOUND,
            plain(
                    "method-not-allowed",
                    405,
                    "The method is not allowed here.",
                    "Use one of the methods that Allow names, or check the path."),
            plain(
                    "not-acceptable",
                    406,
                    "Only application/json and application/problem+json can be answered here.",
                    "Name application/json and application/problem+json in Accept, or leave it out."),
            TIMEOUT,
            TOO_LARGE,
            UNSUPPORTED_MEDIA_TYPE,
            INTERNAL,
            UNAVAILABLE);

    /** The type of a documented code. */
    public static ProblemType of(ErrorCode code, int status) {
        return new ProblemType(
                String.valueOf(code.number()),
                status,
                code.description(),
                code.number(),
                "Correct the members that errors names.");
    }

    /** The type for an error of which only the HTTP status is known. */
    public static ProblemType ofStatus(int status) {
        return GENERIC.stream()
                .filter(type -> type.status == status)
                .findFirst()
                .orElseGet(() -> plain("http-" + status, status, reason(status), advice(status)));
    }

    /** A type of its own, without a documented code. */
    static ProblemType plain(String name, int status, String title, String advice) {
        return new ProblemType(name, status, title, null, advice);
    }

    /** The type's URI. It is a name; nothing is to be fetched from it. */
    public String uri() {
        return NAMESPACE + name;
    }

    static String advice(int status) {
        return status < 500 || CAN_NEVER_PASS.contains(status)
                ? "Correct the request before sending it again."
                : "Send the request again later; if this goes on, tell the operators of the service.";
    }

    private static String reason(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "HTTP status " + status : known.getReasonPhrase() + ".";
    }
}
