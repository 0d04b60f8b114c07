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

/** Keeps a request that was refused without its body until the body is here, for a moment and without a thread. */
final class UnreadBodyFilter extends OncePerRequestFilter {

    private final Leftovers leftovers;

    UnreadBodyFilter(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        // 400 is what the firewall reports for the container to answer, which is not done yet.
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
                    // Nobody knows whether all of it came.
                    response.setHeader(HttpHeaders.CONNECTION, "close");
                    async.complete();
                });
    }
}
