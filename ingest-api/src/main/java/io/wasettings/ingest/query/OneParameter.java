package io.wasettings.ingest.query;

import io.wasettings.ingest.result.Result;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.util.Map;
import java.util.Optional;

/**
 * The one parameter that a query may have. Whatever else is sent is refused, since the answer to a misspelt one would
 * be about something else than was meant.
 */
public final class OneParameter {

    private OneParameter() {}

    /**
     * Its value, or nothing where it is not sent.
     *
     * @param parameters all that was sent, decoded
     */
    public static Result<Optional<String>> read(String name, Map<String, String[]> parameters) {
        Optional<String> unknown =
                parameters.keySet().stream().filter(sent -> !sent.equals(name)).findFirst();
        if (unknown.isPresent()) {
            return refused("The parameter " + Problem.quoted(unknown.get()) + " is unknown; only \"" + name
                    + "\" is allowed.");
        }
        String[] values = parameters.getOrDefault(name, new String[0]);
        return values.length > 1
                ? refused("The parameter \"" + name + "\" is repeated; send it once.")
                : Result.of(Optional.ofNullable(values.length == 0 ? null : values[0]));
    }

    /** What is wrong with a parameter, in a sentence that names it. */
    public static <T> Result<T> refused(String detail) {
        return Result.refused(Problem.of(ProblemType.INVALID_PARAMETER, detail));
    }
}
