package io.wasettings.service.security;

import io.wasettings.service.log.LineRation;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers refused requests with the headers of RFC 6750 and a problem. */
public final class SecurityProblems
        implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProblems.class);

    private final Problem unauthorized;
    private final Problem invalid;
    private final @Nullable String metadata;
    private final LineRation lines = new LineRation();

    private SecurityProblems(Problem unauthorized, Problem invalid, @Nullable String metadata) {
        this.unauthorized = unauthorized;
        this.invalid = invalid;
        this.metadata = metadata;
    }

    /**
     * Gives advice.
     *
     * @param withoutToken what someone without a token should do, one sentence
     * @param withInvalidToken what is wrong with a token that nobody vouches for, and what to do, one sentence
     */
    public SecurityProblems(String withoutToken, String withInvalidToken) {
        this(
                Problem.of(ProblemType.UNAUTHORIZED, withoutToken),
                Problem.of(ProblemType.UNAUTHORIZED, withInvalidToken),
                null);
    }

    /**
     * Says no more than that a token is needed, and where the resource is described.
     *
     * @param metadata URL of the resource's metadata (RFC 9728), or null if there is none
     */
    public static SecurityProblems describedAt(@Nullable String metadata) {
        Problem unauthorized = Problem.of(ProblemType.UNAUTHORIZED);
        return new SecurityProblems(unauthorized, unauthorized, metadata);
    }

    /** No token, or one that cannot be read. */
    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException authException)
            throws IOException {
        Challenge challenge = new Challenge();
        Problem problem = unauthorized;
        if (authException instanceof OAuth2AuthenticationException known) {
            OAuth2Error error = known.getError();
            challenge.with("error", error.getErrorCode()).with("error_description", error.getDescription());
            problem = problem(error);
        }
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                challenge.with("resource_metadata", metadata).field());
        ProblemResponses.write(problem, request, response);
    }

    private Problem problem(OAuth2Error error) {
        if (!(error instanceof BearerTokenError refused) || refused.getHttpStatus() == HttpStatus.UNAUTHORIZED) {
            return invalid;
        }
        return Problem.of(ProblemType.ofStatus(refused.getHttpStatus().value()), refused.getDescription() + ".");
    }

    /** A token that is not valid, or cannot be checked. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof AuthenticationServiceException) {
            logOutage(cause(exception));
            ProblemResponses.write(Problem.unavailable("Access tokens cannot be checked"), request, response);
        } else {
            commence(request, response, exception);
        }
    }

    /** Not once a request: anybody can send tokens that would have to be checked. */
    private void logOutage(String cause) {
        int refused = lines.due(cause);
        if (refused > 0) {
            LogLine.warn(LOG, "authorization_server_unavailable")
                    .with("cause", cause)
                    .with("refused", refused)
                    .write();
        }
    }

    /** Messages about introspection are our own; others may quote the server. */
    private static String cause(AuthenticationException exception) {
        return exception.getCause() instanceof OAuth2IntrospectionException ours
                ? String.valueOf(ours.getMessage())
                : LogLine.typeBehind(exception);
    }

    /** A token that does not allow this. */
    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException accessDeniedException)
            throws IOException {
        Optional<Denial> denial = accessDeniedException instanceof AuthorizationDeniedException denied
                        && denied.getAuthorizationResult() instanceof Denial known
                ? Optional.of(known)
                : Optional.empty();
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                new Challenge()
                        .with("error", BearerTokenErrorCodes.INSUFFICIENT_SCOPE)
                        .with("error_description", "The access token does not allow this")
                        .with("scope", denial.map(Denial::scope).orElse(null))
                        .field());
        Problem problem = denial.map(because -> Problem.of(ProblemType.FORBIDDEN, because.reason()))
                .orElseGet(() -> Problem.of(ProblemType.FORBIDDEN));
        ProblemResponses.write(problem, request, response);
    }
}
