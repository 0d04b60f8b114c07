package io.wasettings.ingest.limit;

import org.springframework.http.HttpMethod;

/**
 * The limits of one instance. Asking how commands stand takes nothing from what may be submitted: otherwise clients
 * would be punished for doing as they are told.
 *
 * @param submissions of requests that submit settings
 * @param reads of all others
 */
public record RateLimits(RateLimiter submissions, RateLimiter reads) {

    /** The one that a request of that method counts against. */
    RateLimiter of(String method) {
        return HttpMethod.POST.matches(method) ? submissions : reads;
    }
}
