package io.wasettings.service.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a failure by the message of a {@link MisconfigurationException}, and nothing else. */
final class MisconfigurationAnalyzer extends AbstractFailureAnalyzer<MisconfigurationException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MisconfigurationException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
