package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds what package-infos and the picture of the packages say against the packages as they are. */
@Tag("once")
class ArchitectureDocsTest {

    private static final Map<String, Set<String>> REAL = new PackageEdges().all();

    /** A sentence that says what a package depends on, up to a full stop or a semicolon. */
    private static final Pattern DEPENDS = Pattern.compile("[Dd]epends on (.*?)(?:[.;](?:\\s|$)|$)");

    private static final Pattern CODE = Pattern.compile("\\{@code ([a-z.]+)}");
    private static final Pattern FLOWCHART = Pattern.compile("(?s)```mermaid\\s+flowchart.*?```");
    private static final Pattern ARROW = Pattern.compile("(?m)^\\s*(.+?) --> (.+?)\\s*$");

    private static final Pattern LABEL = Pattern.compile("(\\w+)\\[\"([^\"]+)\"]");

    /** Those that may use whatever they like, and say so. */
    private static final String EVERYTHING = "May use every other package";

    @Test
    void a_package_says_what_it_depends_on() {
        Map<String, Set<String>> said = new TreeMap<>();
        Map<String, Set<String>> real = new TreeMap<>();
        for (Map.Entry<String, String> text : packageInfos().entrySet()) {
            if (REAL.containsKey(text.getKey()) && !text.getValue().contains(EVERYTHING)) {
                said.put(text.getKey(), said(text.getKey(), text.getValue()));
                real.put(text.getKey(), REAL.get(text.getKey()));
            }
        }

        assertThat(said).isEqualTo(real);
    }

    @Test
    void every_package_has_a_text() {
        assertThat(packageInfos().keySet()).containsAll(REAL.keySet());
    }

    @Test
    void every_arrow_of_the_picture_exists() {
        Map<String, Set<String>> wrong = new TreeMap<>();
        picture()
                .forEach((from, targets) -> targets.stream()
                        .filter(target -> !REAL.getOrDefault(from, Set.of()).contains(target))
                        .forEach(target -> wrong.computeIfAbsent(from, name -> new TreeSet<>())
                                .add(target)));

        assertThat(wrong).isEmpty();
    }

    @Test
    void every_dependency_between_packages_of_the_picture_follows_its_arrows() {
        Map<String, Set<String>> picture = picture();
        Set<String> drawn = new TreeSet<>(picture.keySet());
        picture.values().forEach(drawn::addAll);
        Map<String, Set<String>> missing = new TreeMap<>();
        for (String from : drawn) {
            Set<String> targets = new TreeSet<>(REAL.getOrDefault(from, Set.of()));
            targets.retainAll(drawn);
            targets.removeAll(reachable(picture, from));
            if (!targets.isEmpty()) {
                missing.put(from, targets);
            }
        }

        assertThat(missing).isEmpty();
    }

    /** The texts of all packages, without line breaks. */
    private static Map<String, String> packageInfos() {
        Map<String, String> texts = new TreeMap<>();
        Repository.files("[^/]+/src/main/java/io/wasettings/.*/package-info\\.java")
                .forEach(file -> texts.put(
                        file.getParent()
                                .toString()
                                .replaceFirst(".*/io/wasettings/", "")
                                .replace('/', '.'),
                        Repository.read(file).replaceAll("\\s*\\R \\*\\s*", " ")));
        return texts;
    }

    private static Set<String> said(String from, String text) {
        return DEPENDS.matcher(text)
                .results()
                .flatMap(sentence -> CODE.matcher(sentence.group(1)).results())
                .map(code -> resolve(from, code.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A name is that of a package of the same module, or else that of any. */
    private static String resolve(String from, String name) {
        String sibling = from.replaceAll("\\..*", "") + "." + name;
        return REAL.containsKey(sibling) ? sibling : name;
    }

    private static Map<String, Set<String>> picture() {
        String chart = FLOWCHART
                .matcher(Repository.read("docs/architecture.md"))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
        Map<String, String> labels =
                LABEL.matcher(chart).results().collect(Collectors.toMap(node -> node.group(1), node -> node.group(2)));
        Map<String, Set<String>> arrows = new TreeMap<>();
        ARROW.matcher(chart)
                .results()
                .forEach(arrow -> nodes(arrow.group(1), labels)
                        .forEach(from -> arrows.computeIfAbsent(from, name -> new TreeSet<>())
                                .addAll(nodes(arrow.group(2), labels))));
        return arrows;
    }

    /** The packages of one side of an arrow; a label is the package's name where there is one. */
    private static List<String> nodes(String side, Map<String, String> labels) {
        return Arrays.stream(side.split(" & "))
                .map(node -> node.replaceAll("\\[.*", "").strip())
                .map(id -> resolve("processor", labels.getOrDefault(id, id)))
                .toList();
    }

    private static Set<String> reachable(Map<String, Set<String>> picture, String from) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(new ArrayList<>(picture.getOrDefault(from, Set.of())));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(picture.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}
