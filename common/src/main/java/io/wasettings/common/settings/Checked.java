package io.wasettings.common.settings;

import java.util.List;
import java.util.function.Function;

/** The result of checking submitted settings. */
public sealed interface Checked {

    /** One function per case, so that no case is forgotten. */
    <T> T fold(Function<ValidSettings, T> valid, Function<List<FieldMessage>, T> invalid);

    /** Settings that keep all rules. */
    record Valid(ValidSettings settings) implements Checked {
        @Override
        public <T> T fold(Function<ValidSettings, T> valid, Function<List<FieldMessage>, T> invalid) {
            return valid.apply(settings);
        }
    }

    /** All violations, in the order of their fields. */
    record Invalid(List<FieldMessage> violations) implements Checked {
        @Override
        public <T> T fold(Function<ValidSettings, T> valid, Function<List<FieldMessage>, T> invalid) {
            return invalid.apply(violations);
        }
    }
}
