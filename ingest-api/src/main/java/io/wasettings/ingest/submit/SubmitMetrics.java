package io.wasettings.ingest.submit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.wasettings.common.Status;
import io.wasettings.ingest.result.Result;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts what submissions come to. */
final class SubmitMetrics {

    private final MeterRegistry metrics;

    SubmitMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** A wait is over: the command ended, the time was up, or there was no place among those who wait. */
    void waited(Duration wait, boolean registered, boolean ended) {
        if (!wait.isZero()) {
            String outcome = ended ? "ended" : registered ? "timeout" : "full";
            metrics.counter("wa.settings.ingest.waits", "outcome", outcome).increment();
        }
    }

    /** A submission is answered: by the command's state, or by the problem's name. */
    void answered(Result<Status> outcome) {
        Tags tags = outcome.fold(
                status -> tags(status.state().wireName(), status.code()),
                problem -> tags(problem.type().name(), problem.type().code()));
        metrics.counter("wa.settings.ingest.requests", tags).increment();
    }

    private static Tags tags(String outcome, @Nullable Integer code) {
        return Tags.of("outcome", outcome, "code", code == null ? "none" : code.toString());
    }
}
