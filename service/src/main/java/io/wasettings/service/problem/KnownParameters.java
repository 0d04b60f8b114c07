package io.wasettings.service.problem;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters that a query may have. Any other is refused, since the answer to a misspelt one would not be to what
 * was meant.
 */
public final class KnownParameters {

    private KnownParameters() {}

    /**
     * What is wrong, in a sentence that names the parameter: it is none of these, or was sent more than once.
     *
     * @param sent all that was sent, decoded
     */
    public static Optional<String> fault(Set<String> known, Map<String, String[]> sent) {
        return sent.entrySet().stream()
                .flatMap(parameter -> fault(known, parameter.getKey(), parameter.getValue().length).stream())
                .findFirst();
    }

    private static Optional<String> fault(Set<String> known, String name, int times) {
        if (!known.contains(name)) {
            return Optional.of("The parameter " + Problem.quoted(name) + " is unknown; " + allowed(known));
        }
        return times > 1
                ? Optional.of("The parameter " + Problem.quoted(name) + " is repeated; send it once.")
                : Optional.empty();
    }

    /** What may be there, for the end of such a sentence. */
    public static String allowed(Collection<String> known) {
        if (known.isEmpty()) {
            return "none is allowed.";
        }
        return "only " + known.stream().map(Problem::quoted).sorted().collect(Collectors.joining(", "))
                + (known.size() == 1 ? " is allowed." : " are allowed.");
    }
}
