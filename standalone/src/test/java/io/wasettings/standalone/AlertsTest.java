package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The alert rules do what they say, and each has a runbook. */
class AlertsTest {

    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");

    @Test
    void each_alert_has_a_runbook() {
        List<String> alerts = Expressions.alerts().stream()
                .map(alert -> String.valueOf(alert.get("alert")))
                .toList();

        assertThat(SECTION.matcher(runbooks()).results().map(section -> section.group(1)))
                .containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void each_runbook_has_commands() {
        assertThat(runbooks().split("(?m)^(?=## )"))
                .filteredOn(section -> section.startsWith("## "))
                .allSatisfy(section -> assertThat(section).contains("```shell\n"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void each_alert_links_its_runbook() {
        assertThat(Expressions.alerts())
                .allSatisfy(alert -> assertThat((Map<String, String>) alert.get("annotations"))
                        .containsEntry(
                                "runbook_url",
                                "docs/alerts.md#"
                                        + String.valueOf(alert.get("alert")).toLowerCase(Locale.ROOT)));
    }

    @Test
    @SuppressWarnings("unchecked")
    void each_alert_is_tried() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Repository.read(Expressions.ALERTS.resolveSibling("alerts.test.yml")));

        assertThat(file.get("tests").stream()
                        .flatMap(test -> test.get("alert_rule_test").stream())
                        .filter(test -> !((List<?>) test.get("exp_alerts")).isEmpty())
                        .map(test -> test.get("alertname")))
                .containsAll(Expressions.alerts().stream()
                        .map(alert -> alert.get("alert"))
                        .toList());
    }

    @Test
    @Tag("promtool")
    void promtool_accepts_the_rules_and_what_they_are_tested_with() throws IOException, InterruptedException {
        Process promtool = new ProcessBuilder("promtool", "test", "rules", "alerts.test.yml")
                .directory(Expressions.ALERTS.getParent().toFile())
                .redirectErrorStream(true)
                .start();

        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static String runbooks() {
        return Repository.read("docs/alerts.md");
    }
}
