package io.wasettings.standalone;

import io.wasettings.common.text.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** What the dashboards and the alert rules ask Prometheus for. */
final class Expressions {

    static final Path ALERTS = Repository.ROOT.resolve("ops/prometheus/alerts.yml");

    private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?==)");
    private static final Pattern VALUE = Pattern.compile("([a-z_]+)!?=(\"[^\"]*\")");
    private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z_]*+(?!\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "unless", "by");
    /** Of Prometheus and of its histograms. */
    private static final Set<String> NO_LABELS_OF_OURS = Set.of("instance", "job", "le");

    private Expressions() {}

    /** Their expressions, all of them. */
    static List<String> all() {
        List<String> expressions = new ArrayList<>();
        alerts().forEach(alert -> expressions.add(String.valueOf(alert.get("expr"))));
        Repository.files("ops/grafana/.*")
                .map(dashboard -> Json.mapper().readTree(Repository.read(dashboard)))
                .forEach(dashboard -> expressions.addAll(dashboard.findValuesAsString("expr")));
        return expressions;
    }

    /** The alert rules. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> alerts() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(Repository.read(ALERTS));
        return file.get("groups").stream()
                .flatMap(group -> group.get("rules").stream())
                .toList();
    }

    /** The metrics of an expression, each with the labels that it must have. */
    static Map<String, Set<String>> metrics(String text) {
        Map<String, Set<String>> metrics = new TreeMap<>();
        for (String alternative : text.replaceAll("\"[^\"]*\"", "\"\"").split("\\bor\\b")) {
            ofAlternative(alternative).forEach((name, labels) -> metrics.merge(name, labels, Expressions::both));
        }
        return metrics;
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        some.addAll(others);
        return some;
    }

    private static Map<String, Set<String>> ofAlternative(String expression) {
        Map<String, Set<String>> metrics = new TreeMap<>();
        Matcher names = NAME.matcher(expression.replaceAll("\\{[^}]*}|\\[[^]]*]|\\bby \\([^)]*\\)", ""));
        names.results()
                .map(MatchResult::group)
                .filter(name -> !OPERATORS.contains(name))
                .forEach(name -> metrics.put(name, grouped(expression)));
        SELECTOR.matcher(expression)
                .results()
                .forEach(selector -> LABEL.matcher(selector.group(2))
                        .results()
                        .forEach(label -> metrics.get(selector.group(1)).add(label.group())));
        metrics.values().forEach(labels -> labels.removeAll(NO_LABELS_OF_OURS));
        return metrics;
    }

    /** The values that an expression asks for or excludes, as {@code label="value"}. */
    static Set<String> values(String expression) {
        return VALUE.matcher(expression)
                .results()
                .map(value -> value.group(1) + "=" + value.group(2))
                .collect(Collectors.toSet());
    }

    private static Set<String> grouped(String expression) {
        Set<String> labels = new TreeSet<>();
        GROUPING.matcher(expression)
                .results()
                .forEach(group -> labels.addAll(List.of(group.group(1).split(", *"))));
        return labels;
    }
}
