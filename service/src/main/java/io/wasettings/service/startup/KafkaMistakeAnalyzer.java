package io.wasettings.service.startup;

import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a failure by what a Kafka client says of its settings, and nothing else. The client hides passwords itself.
 */
final class KafkaMistakeAnalyzer extends AbstractFailureAnalyzer<ConfigException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigException cause) {
        return new FailureAnalysis("The Kafka client refuses spring.kafka.*: " + cause.getMessage(), null, cause);
    }
}
