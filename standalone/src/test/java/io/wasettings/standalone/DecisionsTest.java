package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the records of decisions to their form, and their index to them. */
class DecisionsTest {

    private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
    private static final Pattern HEAD = Pattern.compile("# (\\d+)\\. (.+)\n\n- Date: (\\d{4}-\\d\\d-\\d\\d)\n"
            + "- Status: (accepted|superseded by \\[\\d+]\\(\\d{4}-[a-z0-9-]+\\.md\\))\n\n(?s:.*)");
    private static final List<String> SECTIONS = List.of("Context", "Decision", "Consequences", "Not chosen");

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_has_number_date_status_and_says_what_was_not_chosen(Path decision) {
        String text = Repository.read(decision);

        assertThat(text).matches(HEAD);
        assertThat(head(decision).group(1))
                .isEqualTo(String.valueOf(
                        Integer.parseInt(decision.getFileName().toString().substring(0, 4))));
        assertThat(text.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
                .containsExactlyElementsOf(SECTIONS);
    }

    @Test
    void decisions_are_numbered_without_a_gap_in_the_order_of_their_dates() {
        List<Matcher> heads = decisions().map(DecisionsTest::head).toList();

        assertThat(heads)
                .extracting(head -> Integer.valueOf(head.group(1)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, heads.size()).boxed().toList());
        assertThat(heads).extracting(head -> head.group(3)).isSorted();
    }

    @Test
    void the_index_names_every_decision_with_its_title_date_and_status() {
        assertThat(Repository.read("docs/decisions/README.md").lines().filter(line -> line.startsWith("| [")))
                .containsExactlyElementsOf(
                        decisions().map(DecisionsTest::indexed).toList());
    }

    private static String indexed(Path decision) {
        Matcher head = head(decision);
        return "| [%s](%s) | %s | %s | %s |"
                .formatted(head.group(1), decision.getFileName(), head.group(2), head.group(3), head.group(4));
    }

    private static Matcher head(Path decision) {
        Matcher head = HEAD.matcher(Repository.read(decision));
        assertThat(head.matches()).as("the head of %s", decision).isTrue();
        return head;
    }

    private static Stream<Path> decisions() {
        return Repository.files("docs/decisions/.*")
                .filter(file -> !file.endsWith("README.md"))
                .peek(file -> assertThat(file.getFileName().toString()).matches(FILE));
    }
}
