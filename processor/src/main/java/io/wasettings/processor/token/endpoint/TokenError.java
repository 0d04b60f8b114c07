package io.wasettings.processor.token.endpoint;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.common.text.WireNames;
import java.util.Optional;

/**
 * The error codes of token endpoints that mean something here (RFC 6749 section 5.2), each with the field to correct.
 * Codes are case sensitive; any other text of a server stays out of every answer and log.
 */
public enum TokenError {
    INVALID_REQUEST(Pointers.TOKEN_URL, "refused the request as incomplete or malformed"),
    INVALID_CLIENT(Pointers.CLIENT_SECRET, "was refused together with the client_id"),
    INVALID_GRANT(
            Pointers.REFRESH_TOKEN,
            "is expired, revoked, spent or another client's; authorise again and send a new one"),
    UNAUTHORIZED_CLIENT(Pointers.GRANT_TYPE, "is not allowed for this client"),
    UNSUPPORTED_GRANT_TYPE(Pointers.GRANT_TYPE, "is not supported by the token endpoint"),
    INVALID_SCOPE(Pointers.SCOPES, "holds a scope that is unknown, malformed or not allowed"),
    ACCESS_DENIED(Pointers.CLIENT_ID, "was denied access"),
    /** From RFC 6749 section 4.1.2.1, but sent by token endpoints too. */
    UNSUPPORTED_RESPONSE_TYPE(Pointers.GRANT_TYPE, "is not supported by the token endpoint"),
    /** From RFC 6749 section 4.1.2.1, as {@link #UNSUPPORTED_RESPONSE_TYPE}. */
    TEMPORARILY_UNAVAILABLE(Pointers.TOKEN_URL, "is temporarily unavailable"),
    /** From RFC 6749 section 4.1.2.1, as {@link #UNSUPPORTED_RESPONSE_TYPE}. */
    SERVER_ERROR(Pointers.TOKEN_URL, "has an internal error"),
    /** From RFC 8628 section 3.5: asks to come back later, in so many words. */
    SLOW_DOWN(Pointers.TOKEN_URL, "asks to slow down");

    private final String field;
    private final String problem;

    TokenError(String field, String problem) {
        this.field = field;
        this.problem = problem;
    }

    /** The error of that exact code. */
    static Optional<TokenError> of(String code) {
        return WireNames.find(TokenError.class, code);
    }

    /** The code as servers send it. */
    String code() {
        return WireNames.of(this);
    }

    /**
     * Whether a server that does not understand how the client authenticates may say so by this code: there is no code
     * of RFC 6749 for it.
     */
    boolean isAboutTheRequest() {
        return this == INVALID_REQUEST;
    }

    /** Whether a server says by this code that its trouble may pass. */
    boolean isTransient() {
        return this == TEMPORARILY_UNAVAILABLE || this == SERVER_ERROR || this == SLOW_DOWN;
    }

    FieldMessage message() {
        return message(code());
    }

    /** @param advice what to do about it, where the code does not say */
    FieldMessage advising(String advice) {
        return new FieldMessage(field, message().message() + "; " + advice);
    }

    /** What {@link #INVALID_SCOPE} means where no scope was asked for. */
    static FieldMessage scopesNeeded() {
        return new FieldMessage(
                Pointers.SCOPES,
                "is needed by the token endpoint: name the scopes that it grants (" + INVALID_SCOPE.code() + ")");
    }

    /** @param said what the server has said instead of the code */
    FieldMessage message(String said) {
        return new FieldMessage(field, problem + " (" + said + ")");
    }
}
