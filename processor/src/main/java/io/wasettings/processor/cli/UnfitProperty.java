package io.wasettings.processor.cli;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** A property whose value cannot be taken: says which, and why. */
final class UnfitProperty {

    private UnfitProperty() {}

    /** What to correct, if such a property is among the causes of a failure, the outermost first. */
    static Optional<String> mistake(Stream<Throwable> causes) {
        return causes.filter(BindException.class::isInstance)
                .map(BindException.class::cast)
                .findFirst()
                .map(UnfitProperty::told);
    }

    private static String told(BindException failure) {
        Throwable innermost = NestedExceptionUtils.getMostSpecificCause(failure);
        if (innermost instanceof BindValidationException invalid) {
            return told(invalid.getValidationErrors());
        }
        return (failure.getProperty() == null
                        ? failure.getName()
                        : failure.getProperty().getName()) + ": " + innermost.getMessage();
    }

    private static String told(ValidationErrors errors) {
        ObjectError first = errors.getAllErrors().get(0);
        String field = first instanceof FieldError error ? "." + error.getField() : "";
        return errors.getName() + field + ": " + first.getDefaultMessage();
    }
}
