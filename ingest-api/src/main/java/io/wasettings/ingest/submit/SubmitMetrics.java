package io.wasettings.ingest.submit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.wasettings.common.status.Status;
import io.wasettings.common.text.WireNames;
import io.wasettings.ingest.result.Result;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts the results of submissions. */
final class SubmitMetrics {

    private final MeterRegistry metrics;

    SubmitMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Why a wait is over. */
    enum WaitEnd {
        /** The command ended. */
        ENDED,
        /** The time was up. */
        TIMEOUT,
        /** There was no place to wait. */
        FULL
    }

    /** Counts a wait that is over, if there was to be one. */
    void waited(Duration wait, WaitEnd end) {
        if (!wait.isZero()) {
            metrics.counter("wa.settings.ingest.waits", "outcome", WireNames.of(end))
                    .increment();
        }
    }

    /** Counts a submission that is answered, by the command's state or the problem's name. */
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
