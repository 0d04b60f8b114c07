package io.wasettings.ingest.limit;

import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 429 to requests of a partner beyond its rate. Stands behind authentication; requests without a token pass.
 * Not a bean, since Boot would register a filter that is one a second time, outside the security chain.
 */
public final class RateLimitFilter extends OncePerRequestFilter {

    private final RateLimiter limiter;

    public RateLimitFilter(RateLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Duration> wait = Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .flatMap(limiter::take);
        if (wait.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        ProblemResponses.write(Problem.of(ProblemType.TOO_MANY_REQUESTS).retryAfter(wait.get()), request, response);
    }
}
