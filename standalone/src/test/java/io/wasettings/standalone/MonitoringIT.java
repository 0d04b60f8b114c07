package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.service.security.AccessTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Dashboards and alert rules ask for what the applications expose. */
@Tag("once")
class MonitoringIT {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"[^\"]*\"");

    private static final String PARTNER = "submits";
    private static final String OPERATOR = "scrapes";

    @TempDir
    Path folder;

    @Test
    void every_metric_and_label_that_is_asked_for_is_exposed_after_some_commands() throws IOException {
        List<String> expressions = Expressions.all();
        Path data = Files.createDirectory(folder.resolve("data"));
        try (ConfigurableApplicationContext application = StandaloneApplication.run(StandaloneArguments.with(
                data,
                List.of(
                        "--wa.settings.ingest.auth.tokens-file=" + tokens(),
                        "--wa.settings.processor.ops.failures-interval=1s")))) {
            Addresses addresses =
                    application.getBean(Standalone.class).started().addresses();
            Api api = new Api(addresses.ingest(), PARTNER);
            Api scraping = new Api(addresses.ingest(), OPERATOR);
            Bodies bodies = new Bodies(addresses);
            api.submit(bodies.clientCredentials("+1234567890"));
            api.submit(bodies.tokenEndpointDown("+1234567891"), "Prefer", "wait=30");
            Api operations = new Api(
                    addresses.operations(),
                    application.getBean(Standalone.class).started().operatorToken());

            await().untilAsserted(() -> {
                Map<String, Set<String>> exposed =
                        samples(scraping.text("/actuator/prometheus") + operations.text("/actuator/prometheus"));
                assertThat(exposed.keySet())
                        .containsAll(expressions.stream()
                                .flatMap(expression -> Expressions.metrics(expression).keySet().stream())
                                .toList());
                assertThat(expressions)
                        .isNotEmpty()
                        .allSatisfy(expression -> assertThat(Expressions.metrics(expression))
                                .isNotEmpty()
                                .allSatisfy((name, labels) -> assertThat(
                                                exposed.getOrDefault(name, Set.of(name + " is missing")))
                                        .containsAll(labels)));
                assertThat(expressions)
                        .allSatisfy(expression -> assertThat(Expressions.metrics(expression).keySet().stream()
                                        .flatMap(name -> exposed.get(name).stream()))
                                .containsAll(Expressions.values(expression)));
            });
        }
    }

    private Path tokens() throws IOException {
        return Files.writeString(
                folder.resolve("tokens.json"),
                "[" + token(PARTNER, "demo", "wa.settings.write") + ", "
                        + token(OPERATOR, "operator", "wa.settings.operate") + "]");
    }

    private static String token(String token, String holder, String scope) {
        return "{\"sha256\": \"%s\", \"partner\": \"%s\", \"scopes\": [\"%s\"]}"
                .formatted(AccessTokens.sha256(token), holder, scope);
    }

    /** Of each metric the labels, alone and with their values. */
    private static Map<String, Set<String>> samples(String scraped) {
        Map<String, Set<String>> metrics = new TreeMap<>();
        SAMPLE.matcher(scraped)
                .results()
                .forEach(sample -> metrics.computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                        .addAll(labels(sample).toList()));
        return metrics;
    }

    private static Stream<String> labels(MatchResult sample) {
        return sample.group(2) == null
                ? Stream.empty()
                : LABEL.matcher(sample.group(2)).results().flatMap(label -> Stream.of(label.group(1), label.group()));
    }
}
