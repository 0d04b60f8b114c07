package io.wasettings.service.startup;

import jakarta.validation.constraints.AssertTrue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells the message of a rule that names its properties itself. Boot would name the method that checks it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BrokenRuleAnalyzer extends AbstractFailureAnalyzer<BindValidationException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindValidationException cause) {
        String rules = cause.getValidationErrors().getAllErrors().stream()
                .filter(error -> AssertTrue.class.getSimpleName().equals(error.getCode()))
                .map(DefaultMessageSourceResolvable::getDefaultMessage)
                .collect(Collectors.joining("; "));
        return rules.isEmpty() ? null : new FailureAnalysis("Correct the settings: " + rules, null, cause);
    }
}
