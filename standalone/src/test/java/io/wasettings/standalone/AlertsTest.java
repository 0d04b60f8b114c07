package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.command.attempt.StepName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The alert rules do what they say, and each has a runbook. */
class AlertsTest {

    /** A command ends there as something else than failed, or what is thrown there has a name of its own. */
    private static final Set<StepName> NEVER_FAIL = Set.of(
            StepName.VALIDATE, StepName.STALE, StepName.SETTLED, StepName.SAVE, StepName.IDENTITY, StepName.REPEATED);

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
    void renewals_are_resumed_one_by_one_since_refused_ones_must_not_be() {
        assertThat(runbook("RenewalsStopped").split("(?=```(ba|shell))"))
                .filteredOn(block -> block.contains("/resume"))
                .singleElement()
                .asString()
                .contains("$OPS/renewals/$KEY/resume")
                .doesNotContain("stopped=true");
        assertThat(runbook("RenewalsStopped")).contains("`last_error`");
    }

    @Test
    void each_step_that_can_fail_has_advice() {
        Stream<String> steps = Stream.of(StepName.values())
                .filter(step -> !NEVER_FAIL.contains(step))
                .map(StepName::wireName);
        assertThat(Stream.concat(steps, Stream.of("unknown")).map(step -> "`" + step + "`"))
                .allSatisfy(step -> assertThat(runbook("CommandsFail").lines())
                        .filteredOn(line -> line.startsWith("- Step"))
                        .anySatisfy(line -> assertThat(line).contains(step)));
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

    private static String runbook(String alert) {
        return Stream.of(runbooks().split("(?m)^(?=## )"))
                .filter(section -> section.startsWith("## " + alert + "\n"))
                .findFirst()
                .orElseThrow();
    }

    private static String runbooks() {
        return Repository.read("docs/alerts.md");
    }
}
