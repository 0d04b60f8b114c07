package io.wasettings.service.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Names the parameter for which a query cannot be parsed. */
final class MalformedQuery {

    private MalformedQuery() {}

    /** @param query as it was sent, or null if there was none, so that the fault is in a form in the body */
    static Problem problem(@Nullable String query) {
        String detail = Arrays.stream(query == null ? new String[0] : query.split("&"))
                .filter(pair -> !isWellFormed(pair))
                .findFirst()
                .map(MalformedQuery::explain)
                .orElse("The query is malformed; correct its parameters, or send fewer.");
        return Problem.of(ProblemType.INVALID_PARAMETER, detail);
    }

    private static boolean isWellFormed(String pair) {
        return pair.isEmpty() || (!pair.startsWith("=") && isEncoded(pair));
    }

    private static String explain(String pair) {
        String name = pair.split("=", 2)[0];
        if (name.isEmpty()) {
            return "A parameter has no name, \"\"; name each one, or leave it out.";
        }
        return "The parameter " + Problem.quoted(name)
                + " is malformed; percent-encode its name and its value as UTF-8.";
    }

    /** Whether the text is percent-encoded UTF-8. */
    private static boolean isEncoded(String text) {
        try {
            byte[] bytes = URLDecoder.decode(text, ISO_8859_1).getBytes(ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return false;
        }
    }
}
