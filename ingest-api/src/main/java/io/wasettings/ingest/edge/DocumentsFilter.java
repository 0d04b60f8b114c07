package io.wasettings.ingest.edge;

import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits how many public documents are sent at a time. They are the only answers that may be larger than a connection
 * takes at once, and anybody can ask for them; a client that does not read holds a thread.
 */
final class DocumentsFilter extends OncePerRequestFilter {

    /** A quarter of the threads that there are on JDK 17. */
    private static final int AT_A_TIME = 50;

    private final Semaphore places = new Semaphore(AT_A_TIME);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            ProblemResponses.write(Problem.unavailable("Too many documents are being sent"), request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
            // Otherwise its last part would be sent after the place is given back.
            response.flushBuffer();
        } finally {
            places.release();
        }
    }
}
