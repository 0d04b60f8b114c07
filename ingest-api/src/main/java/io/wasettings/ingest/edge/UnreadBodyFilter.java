package io.wasettings.ingest.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps a request that was refused before its body was read until the body has arrived, for a moment and without a
 * thread.
 */
final class UnreadBodyFilter extends OncePerRequestFilter {

    private final Leftovers leftovers;

    UnreadBodyFilter(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        // The firewall leaves its 400 to the container, which has not answered yet.
        if (!request.isAsyncStarted()
                && !response.isCommitted()
                && response.getStatus() != HttpServletResponse.SC_BAD_REQUEST
                && !request.getInputStream().isFinished()) {
            await(request, response);
        }
    }

    private void await(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        // The reading has a time limit of its own.
        async.setTimeout(0);
        CompletableFuture<?> unused = leftovers
                .drop(request, BodyReading::start)
                .whenComplete((dropped, failure) -> {
                    // It is unknown whether all of it arrived.
                    response.setHeader(HttpHeaders.CONNECTION, "close");
                    async.complete();
                });
    }
}
