package io.wasettings.ingest.rate;

import org.springframework.http.HttpMethod;

/**
 * The limits of one instance. Asking for statuses does not count against submissions: otherwise clients would be
 * punished for doing as they are told.
 *
 * @param submissions of requests that submit settings
 * @param reads of all others
 */
public record RateLimits(RateLimiter submissions, RateLimiter reads) {

    /** The limiter for requests of that method. */
    RateLimiter of(String method) {
        return HttpMethod.POST.matches(method) ? submissions : reads;
    }
}
