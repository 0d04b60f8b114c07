package io.wasettings.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.status.ErrorCode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever meets the name of a problem finds it explained, and finds it in the contract. */
class ProblemDocsTest {

    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\S+)$");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^ +- \"urn:wa-settings:problem:([^\"]+)\"$");
    private static final String ANY_OTHER = "http-NNN";

    @Test
    void every_type_of_problem_has_a_section_and_every_section_a_type() throws IOException {
        Set<String> known = types();
        known.add(ANY_OTHER);

        assertThat(found(SECTION, "../docs/problems.md")).isEqualTo(known);
    }

    @Test
    void the_contract_lists_every_type_of_problem() throws IOException {
        assertThat(found(EXAMPLE, "../ingest-api/src/main/resources/io/wasettings/ingest/discovery/openapi.yaml"))
                .isEqualTo(types());
    }

    private static Set<String> types() {
        return Stream.of(constants(), codes(), byStatus(), Stream.of(Problem.UNPROCESSED))
                .flatMap(types -> types)
                .map(ProblemType::name)
                .filter(name -> !name.startsWith("http-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<ProblemType> codes() {
        return Stream.of(ErrorCode.values()).map(code -> ProblemType.of(code, ErrorCode.HTTP_STATUS));
    }

    private static Stream<ProblemType> byStatus() {
        return IntStream.range(400, 600).mapToObj(ProblemType::ofStatus);
    }

    private static Stream<ProblemType> constants() {
        return Stream.of(ProblemType.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(ProblemDocsTest::value);
    }

    private static ProblemType value(Field field) {
        try {
            return (ProblemType) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
