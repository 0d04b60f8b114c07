package io.wasettings.service.security;

import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers refused requests with the headers of RFC 6750 and a problem. */
public final class SecurityProblems
        implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProblems.class);

    private final Problem unauthorized;
    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final BearerTokenAccessDeniedHandler denial = new BearerTokenAccessDeniedHandler();

    /** Says no more than that a token is needed. */
    public SecurityProblems() {
        this.unauthorized = Problem.of(ProblemType.UNAUTHORIZED);
    }

    /** @param advice what someone without a valid token should do, one sentence */
    public SecurityProblems(String advice) {
        this.unauthorized = Problem.of(ProblemType.UNAUTHORIZED, advice);
    }

    /** No token, or one that cannot be read. */
    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException authException)
            throws IOException {
        challenge.commence(request, response, authException);
        ProblemType type = ProblemType.ofStatus(response.getStatus());
        Problem problem = type.equals(ProblemType.UNAUTHORIZED) ? unauthorized : Problem.of(type);
        ProblemResponses.write(problem, request, response);
    }

    /** A token that does not hold, or that nobody can tell of. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof AuthenticationServiceException) {
            LOG.warn("The authorization server cannot be asked");
            ProblemResponses.write(
                    Problem.unavailable("Access tokens cannot be checked; try again later."), request, response);
        } else {
            commence(request, response, exception);
        }
    }

    /** A token that does not allow this. */
    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException accessDeniedException)
            throws IOException {
        denial.handle(request, response, accessDeniedException);
        Problem problem = accessDeniedException instanceof AuthorizationDeniedException denied
                        && denied.getAuthorizationResult() instanceof Denial reason
                ? Problem.of(ProblemType.FORBIDDEN, reason.reason())
                : Problem.of(ProblemType.FORBIDDEN);
        ProblemResponses.write(problem, request, response);
    }
}
