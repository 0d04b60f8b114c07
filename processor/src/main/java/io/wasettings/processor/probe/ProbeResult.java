package io.wasettings.processor.probe;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a webhook made of the probe. */
public sealed interface ProbeResult {

    <T> T fold(Supplier<T> passed, Function<Refused, T> refused, Function<Unavailable, T> unavailable);

    /** The webhook answered 200. */
    record Passed() implements ProbeResult {
        @Override
        public <T> T fold(Supplier<T> passed, Function<Refused, T> refused, Function<Unavailable, T> unavailable) {
            return passed.get();
        }
    }

    /**
     * The webhook does not take the call; the partner must correct something.
     *
     * @param problem completes a sentence about the webhook URL
     */
    record Refused(String problem) implements ProbeResult {
        @Override
        public <T> T fold(Supplier<T> passed, Function<Refused, T> refused, Function<Unavailable, T> unavailable) {
            return refused.apply(this);
        }
    }

    /**
     * The webhook could not be asked; another attempt may succeed.
     *
     * @param problem completes a sentence about the webhook URL
     * @param retryAfter the least delay that the webhook asked for, or null
     * @param asked whether it was called at all: else the problem is that of an earlier call, or of this service, and
     *     this counts as no attempt
     */
    record Unavailable(String problem, @Nullable Duration retryAfter, boolean asked) implements ProbeResult {
        @Override
        public <T> T fold(Supplier<T> passed, Function<Refused, T> refused, Function<Unavailable, T> unavailable) {
            return unavailable.apply(this);
        }
    }
}
