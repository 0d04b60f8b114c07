package io.wasettings.common.settings;

import io.wasettings.common.settings.SubmittedSettings.WithBearer;
import io.wasettings.common.settings.SubmittedSettings.WithOAuth2;
import io.wasettings.common.settings.SubmittedSettings.WithRefreshToken;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Checks submitted settings against all rules except the URL policy, finding all violations at once, and turns them
 * into valid settings. No message quotes a value. Thread-safe.
 */
public final class SettingsRules {

    private final Validator validator;

    public SettingsRules() {
        // Without expression language: constraint messages are literals.
        this.validator = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }

    /** The settings if they keep all rules; otherwise every violation. */
    public Checked check(SubmittedSettings submitted) {
        List<FieldMessage> violations = violations(submitted);
        if (!violations.isEmpty()) {
            return new Checked.Invalid(violations);
        }
        return submitted
                .valid()
                .map(Checked.Valid::new)
                .orElseThrow(() -> new IllegalStateException("The rules let a missing member pass"));
    }

    private List<FieldMessage> violations(SubmittedSettings submitted) {
        return validator.validate(submitted, groups(submitted)).stream()
                .map(SettingsRules::fieldMessage)
                .distinct()
                .sorted(Comparator.comparing(FieldMessage::field))
                .toList();
    }

    private static Class<?>[] groups(SubmittedSettings submitted) {
        List<Class<?>> groups = new ArrayList<>(List.of(Default.class));
        if (submitted.usesBearer()) {
            groups.add(WithBearer.class);
        }
        if (submitted.usesOAuth2()) {
            groups.add(WithOAuth2.class);
        }
        if (submitted.usesRefreshToken()) {
            groups.add(WithRefreshToken.class);
        }
        return groups.toArray(Class<?>[]::new);
    }

    private static FieldMessage fieldMessage(ConstraintViolation<SubmittedSettings> violation) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(snakeCase(node.getName()));
            }
        }
        return new FieldMessage(pointer.toString(), violation.getMessage());
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
