package io.wasettings.service.startup;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Logs in one line why the application does not start and what to do, in place of Boot's block of a dozen lines. That
 * is turned off here and not in a file: the failure may be that files cannot be read.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineReporter implements FailureAnalysisReporter {

    private static final Logger LOG = LoggerFactory.getLogger(OneLineReporter.class);
    private static final String BLOCK_REPORTER = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public void report(FailureAnalysis analysis) {
        LoggingSystem.get(OneLineReporter.class.getClassLoader()).setLogLevel(BLOCK_REPORTER, LogLevel.OFF);
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
