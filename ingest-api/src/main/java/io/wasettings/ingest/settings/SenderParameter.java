package io.wasettings.ingest.settings;

import io.wasettings.common.SettingsKey;
import io.wasettings.ingest.result.Result;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.util.Map;
import java.util.Optional;

/**
 * The one parameter of reading settings. Whatever else is sent is refused, since the answer to a misspelt one would be
 * the settings of another sender than was meant.
 */
final class SenderParameter {

    private static final String NAME = "from";

    private SenderParameter() {}

    /** The sender that is asked for; empty for the default sender. */
    static Result<Optional<String>> read(Map<String, String[]> parameters) {
        Optional<String> unknown =
                parameters.keySet().stream().filter(name -> !name.equals(NAME)).findFirst();
        if (unknown.isPresent()) {
            return refused("The parameter " + Problem.quoted(unknown.get()) + " is unknown; there is \"from\" alone.");
        }
        String[] values = parameters.getOrDefault(NAME, new String[0]);
        if (values.length == 0) {
            return Result.of(Optional.empty());
        }
        // A plus sign that was not encoded arrives as a space.
        String sender = values[0].startsWith(" ") ? "+" + values[0].substring(1) : values[0];
        if (values.length > 1) {
            return refused("The parameter \"from\" is repeated.");
        }
        return SettingsKey.isSender(sender)
                ? Result.of(Optional.of(sender))
                : refused("The parameter \"from\" must be a number in E.164, such as +14155552671;"
                        + " leave it out for the default sender.");
    }

    private static Result<Optional<String>> refused(String detail) {
        return Result.refused(Problem.of(ProblemType.INVALID_PARAMETER, detail));
    }
}
