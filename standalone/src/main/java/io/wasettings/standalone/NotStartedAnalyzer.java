package io.wasettings.standalone;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Adds nothing, so that the same line is not logged twice. */
final class NotStartedAnalyzer extends AbstractFailureAnalyzer<NotStartedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NotStartedException cause) {
        return new FailureAnalysis("", null, cause);
    }
}
