package io.wasettings.ingest.query;

import io.wasettings.ingest.result.Result;
import io.wasettings.service.problem.KnownParameters;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one parameter that a query may have. */
final class OneParameter {

    private OneParameter() {}

    /**
     * Its value, or nothing if it is not sent.
     *
     * @param parameters all that was sent, decoded
     */
    static Result<Optional<String>> read(String name, Map<String, String[]> parameters) {
        return KnownParameters.fault(Set.of(name), parameters)
                .map(OneParameter::<Optional<String>>refused)
                .orElseGet(() ->
                        Result.of(Optional.ofNullable(parameters.get(name)).map(values -> values[0])));
    }

    /** What is wrong with a parameter, in a sentence that names it. */
    static <T> Result<T> refused(String detail) {
        return Result.refused(Problem.of(ProblemType.INVALID_PARAMETER, detail));
    }
}
