package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Follows every link within the repository: from its documents, and from whatever else names one of them. */
class LinksTest {

    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```\\s*?$");
    private static final Pattern CODE = Pattern.compile("(?s)(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\\1(?!`)");
    private static final Pattern LINK = Pattern.compile("]\\((?!\\w+:)([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    /** What GitHub leaves out of a heading's anchor. */
    private static final Pattern NO_ANCHOR = Pattern.compile("[^\\p{L}\\p{N}_ -]");

    private static final Pattern NAMED = Pattern.compile("\\bdocs/[a-z0-9/-]+\\.md(?:#[\\w-]+)?");
    private static final String WHATEVER_NAMES_THEM = ".*\\.(?:java|ya?ml|xml|json|html|sh)|(?:.*/)?(?:Dockerfile|run)";

    @Test
    void every_link_of_a_document_leads_somewhere() {
        assertThat(Repository.files(".*\\.md").flatMap(LinksTest::broken)).isEmpty();
    }

    @Test
    void every_document_that_something_else_names_exists() {
        assertThat(Repository.files(WHATEVER_NAMES_THEM)
                        .flatMap(file -> NAMED.matcher(Repository.read(file))
                                .results()
                                .map(MatchResult::group)
                                .filter(named -> !leadsSomewhere(Repository.ROOT.resolve("README.md"), named))
                                .map(named -> file + ": " + named)))
                .isEmpty();
    }

    private static Stream<String> broken(Path document) {
        return LINK.matcher(CODE.matcher(prose(document)).replaceAll("code"))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !leadsSomewhere(document, link))
                .map(link -> document + ": " + link);
    }

    private static boolean leadsSomewhere(Path from, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    private static Set<String> anchors(Path document) {
        Set<String> anchors = new TreeSet<>();
        HEADING.matcher(prose(document))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .forEach(anchor -> {
                    String unique = anchor;
                    for (int i = 1; !anchors.add(unique); i++) {
                        unique = anchor + "-" + i;
                    }
                });
        return anchors;
    }

    private static String anchor(String heading) {
        return NO_ANCHOR
                .matcher(heading.strip().toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }

    private static String prose(Path document) {
        return FENCE.matcher(Repository.read(document)).replaceAll("");
    }
}
