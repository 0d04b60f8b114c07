package io.wasettings.standalone;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has nothing to add, so that the same line is not told twice. */
final class NotStartedAnalyzer extends AbstractFailureAnalyzer<NotStartedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NotStartedException cause) {
        return new FailureAnalysis("", null, cause);
    }
}
