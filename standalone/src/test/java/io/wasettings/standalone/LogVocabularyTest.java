package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the documents' table of what is logged against what the code logs. */
class LogVocabularyTest {

    private static final String SOURCES = "(?:service|ingest-api|processor|standalone)/src/main/java/.*\\.java";
    private static final Pattern LINE = Pattern.compile("(?s)LogLine\\s*\\.\\w+\\((.*?)\\.write\\(\\)");
    private static final Pattern EVENT = Pattern.compile("LOG,\\s*\"([a-z_]+)\"");
    private static final Pattern KEY = Pattern.compile("\\.with\\(\\s*\"([a-z_]+)\"");
    private static final Pattern PAST_IT = Pattern.compile("\\bLOG\\s*\\.");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`[a-z_`, ]+`) \\| ((?:`[a-z_]+`(?:, )?)*) ?\\|[^|]*\\|$");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

    /** The word for what an attempt came to. */
    private static final String OUTCOMES = "command_";

    @Test
    void every_event_is_documented_with_its_keys() {
        assertThat(documented()).isEqualTo(written());
    }

    /** But for the one line that says why an application cannot start, which is a sentence. */
    @Test
    void nothing_is_logged_in_other_words() {
        assertThat(sources()
                        .filter(source ->
                                PAST_IT.matcher(Repository.read(source)).find()))
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("OneLineReporter.java");
    }

    private static Map<String, Set<String>> written() {
        Map<String, Set<String>> events = new TreeMap<>();
        sources()
                .flatMap(source -> LINE.matcher(Repository.read(source)).results())
                .forEach(line -> names(line.group())
                        .forEach(name -> events.computeIfAbsent(name, event -> new TreeSet<>())
                                .addAll(keys(line.group()))));
        return events;
    }

    private static Set<String> keys(String line) {
        Set<String> keys = all(KEY, line);
        if (line.contains(".causedBy(")) {
            keys.add("cause");
        }
        return keys;
    }

    private static List<String> names(String line) {
        Matcher event = EVENT.matcher(line);
        assertThat(event.find()).as(line).isTrue();
        return event.group(1).equals(OUTCOMES)
                ? Stream.of("applied", "superseded", "rejected", "retrying", "failed")
                        .map(OUTCOMES::concat)
                        .toList()
                : List.of(event.group(1));
    }

    private static Map<String, Set<String>> documented() {
        String monitoring = Repository.read("docs/monitoring.md");
        String logs = monitoring.substring(monitoring.indexOf("\n## Logs\n")).split("\n## ", 3)[1];
        Map<String, Set<String>> events = new TreeMap<>();
        ROW.matcher(logs)
                .results()
                .forEach(row -> all(CODE, row.group(1)).forEach(event -> events.put(event, all(CODE, row.group(2)))));
        return events;
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> sources() {
        return Repository.files(SOURCES).filter(file -> !file.endsWith("LogLine.java"));
    }
}
