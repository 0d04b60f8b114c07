package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.common.settings.SettingsRules;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import java.util.List;
import java.util.function.Function;

/** Checks a command's settings against all rules but the URL policy. */
final class Validate implements Function<WithSecrets, Step<Validated>> {

    private final SettingsRules rules = new SettingsRules();

    @Override
    public Step<Validated> apply(WithSecrets withSecrets) {
        return rules.check(withSecrets.settings())
                .fold(
                        settings -> Step.at(new Validated(withSecrets.command(), settings)),
                        violations ->
                                Step.ended(new Rejected(ErrorCode.INVALID, whereTheyBelong(violations, withSecrets))));
    }

    /** Every rule that the settings break. */
    List<FieldMessage> violations(WithSecrets withSecrets) {
        return rules.check(withSecrets.settings())
                .fold(settings -> List.of(), violations -> whereTheyBelong(violations, withSecrets));
    }

    private static List<FieldMessage> whereTheyBelong(List<FieldMessage> violations, WithSecrets withSecrets) {
        return violations.stream()
                .map(violation -> whereItBelongs(violation, withSecrets))
                .distinct()
                .toList();
    }

    /** A secret that is missing is missing in the sealed secrets, which is where the producer must put it. */
    private static FieldMessage whereItBelongs(FieldMessage violation, WithSecrets withSecrets) {
        if (!withSecrets.settings().missingSecrets().contains(violation.field())) {
            return violation;
        }
        String problem =
                withSecrets.command().content().sealedSecrets() == null ? "is missing; it must hold" : "must hold";
        return new FieldMessage(Pointers.SEALED_SECRETS, problem + " \"" + Pointers.name(violation.field()) + "\"");
    }
}
