package io.wasettings.service.startup;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Logs in one line why the application does not start and what to do, in place of Boot's block of a dozen lines. */
final class OneLineReporter implements FailureAnalysisReporter {

    private static final Logger LOG = LoggerFactory.getLogger(OneLineReporter.class);

    @Override
    public void report(FailureAnalysis analysis) {
        String line = Stream.concat(
                        Stream.ofNullable(analysis.getDescription()), Stream.ofNullable(analysis.getAction()))
                .filter(text -> !text.isBlank())
                .map(text -> text.strip().replaceAll("\\s*\\R\\s*", " "))
                .collect(Collectors.joining(" "));
        if (!line.isEmpty()) {
            LOG.error("Cannot start: {}", line);
        }
    }
}
