package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the threat model against the tests that it names. */
class SecurityDocsTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

    @Test
    void every_test_that_the_threat_model_names_exists() {
        Set<String> named = NAMED.matcher(Repository.read("SECURITY.md"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isNotEmpty();
        assertThat(tests()).containsAll(named);
    }

    private static Stream<String> tests() {
        return Repository.files("[^/]+/src/test/java/.*\\.java")
                .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""));
    }
}
