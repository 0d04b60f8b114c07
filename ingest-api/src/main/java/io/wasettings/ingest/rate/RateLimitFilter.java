package io.wasettings.ingest.rate;

import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 429 to requests of a partner beyond its rate, and tells in all other answers how much is left (the fields of
 * draft-ietf-httpapi-ratelimit-headers-10). Comes after authentication; requests without a token pass. Not a bean,
 * since Boot would register it a second time, outside the security chain.
 */
public final class RateLimitFilter extends OncePerRequestFilter {

    private final RateLimits limits;

    public RateLimitFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Principal partner = request.getUserPrincipal();
        if (partner == null) {
            chain.doFilter(request, response);
            return;
        }
        RateLimiter limiter = limits.of(request.getMethod());
        Ration ration = limiter.take(partner.getName());
        response.setHeader("RateLimit-Policy", limiter.policyField());
        response.setHeader("RateLimit", limiter.limitField(ration));
        if (ration.granted()) {
            chain.doFilter(request, response);
        } else {
            ProblemResponses.write(
                    Problem.of(ProblemType.TOO_MANY_REQUESTS).retryAfter(ration.untilNext()), request, response);
        }
    }
}
