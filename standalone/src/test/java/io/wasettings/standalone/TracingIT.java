package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.testkit.CollectedSpan;
import io.wasettings.testkit.TraceCollector;
import io.wasettings.testkit.guarantee.NoSecretInTheClear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** One command's trace from the HTTP request to the status, as a collector gets it. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingIT {

    private static final String CLIENT_SPAN = "b7ad6b7169203331";
    /** Spans are sent every second. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TraceCollector collector = TraceCollector.start();
    private Path data;
    private ConfigurableApplicationContext application;
    private Addresses addresses;
    private Api api;
    private Api operations;
    private Bodies bodies;

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        application = StandaloneApplication.run(
                StandaloneArguments.with(data, List.of("--wa.settings.tracing.endpoint=" + collector.endpoint())));
        Standalone.Started started = application.getBean(Standalone.class).started();
        addresses = started.addresses();
        api = new Api(addresses.ingest());
        operations = new Api(addresses.operations(), started.operatorToken());
        bodies = new Bodies(addresses);
    }

    @AfterAll
    void stop() {
        application.close();
        collector.close();
    }

    @Test
    void a_command_is_one_trace_from_the_clients_span_to_the_status() {
        String trace = "0af7651916cd43dd8448eb211c80319c";

        Api.Answer answer = api.submit(bodies.clientCredentials("+1234567890"), "traceparent", given(trace));

        assertThat(answer.state()).isEqualTo("applied");
        List<CollectedSpan> spans = collected(trace, 1);
        CollectedSpan submit = only(spans, "submit settings");
        CollectedSpan publish = only(spans, "publish command");
        CollectedSpan process = only(spans, "process command");
        assertThat(submit.ids().parent()).isEqualTo(CLIENT_SPAN);
        assertThat(publish.ids().parent()).isEqualTo(submit.ids().span());
        assertThat(process.ids().parent()).isEqualTo(publish.ids().span());
        assertThat(named(
                        spans,
                        "unseal",
                        "validate",
                        "url",
                        "stale",
                        "token",
                        "probe",
                        "settled",
                        "save",
                        "publish status"))
                .hasSize(9)
                .allSatisfy(step ->
                        assertThat(step.ids().parent()).isEqualTo(process.ids().span()));
        assertThat(named(spans, "call partner"))
                .extracting(call -> call.ids().parent())
                .containsExactlyInAnyOrder(
                        only(spans, "token").ids().span(),
                        only(spans, "probe").ids().span());
        assertThat(services(spans)).containsExactly("ingest-api", "processor");
        assertThat(process.attributes())
                .containsEntry("wa.command_id", answer.commandId())
                .containsEntry("wa.partner", "demo")
                .containsEntry("wa.outcome", "applied");
        assertThat(spans).noneMatch(CollectedSpan::failed);
    }

    @Test
    void its_statuses_carry_the_trace() {
        String trace = "1af7651916cd43dd8448eb211c80319c";

        Api.Answer answer = api.submit(bodies.bearer("your_api_key"), "traceparent", given(trace));

        CollectedSpan told = only(collected(trace, 1), "publish status");
        assertThat(new Traces(addresses).traceparents(answer.commandId()))
                .containsExactly("00-" + trace + "-" + told.ids().span() + "-01");
    }

    @Test
    void retries_and_a_replay_are_parts_of_the_same_trace() {
        String trace = "2af7651916cd43dd8448eb211c80319c";
        Api.Answer answer =
                api.submit(bodies.tokenEndpointDown("+1234567891"), "traceparent", given(trace), "Prefer", "wait=30");
        assertThat(answer.code()).isEqualTo(2012);
        List<CollectedSpan> before = collected(trace, 3);

        operations.post("/ops/replays", "{\"ids\": [\"%s\"]}".formatted(answer.commandId()));

        List<CollectedSpan> spans = collected(trace, 4);
        assertThat(named(spans, "process command"))
                .allMatch(CollectedSpan::failed)
                .extracting(attempt -> attempt.ids().parent())
                .containsOnly(only(before, "publish command").ids().span());
        assertThat(named(spans, "call partner"))
                .allMatch(CollectedSpan::failed)
                .allSatisfy(call -> assertThat(call.attributes()).containsEntry("http.response.status_code", "503"));
    }

    @Test
    void a_broken_context_of_a_client_is_replaced() {
        Api.Answer answer = api.submit(
                bodies.bearer("your_api_key"),
                "traceparent",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01");

        List<String> told = new Traces(addresses).traceparents(answer.commandId());

        assertThat(told).hasSize(1).allMatch(CloudEvent::isTraceparent);
        String trace = told.get(0).split("-")[1];
        assertThat(only(collected(trace, 1), "submit settings").ids().parent()).isEmpty();
    }

    @Test
    void no_attribute_holds_a_secret_or_a_url() {
        String trace = "3af7651916cd43dd8448eb211c80319c";
        api.submit(bodies.refreshToken("+1234567892"), "traceparent", given(trace));
        api.submit(bodies.wrongSecret("+1234567893"), "traceparent", given(trace));
        collected(trace, 2);

        List<String> texts = collector.spans().stream()
                .map(span -> span.name() + " " + span.attributes())
                .toList();

        new NoSecretInTheClear(Traces.SECRETS).verify("spans", texts);
        assertThat(texts)
                .noneMatch(text -> text.contains("://") || text.contains("/oauth") || text.contains("/webhooks"));
    }

    @Test
    void every_line_of_the_log_about_a_command_names_application_command_and_trace() throws IOException {
        String trace = "4af7651916cd43dd8448eb211c80319c";
        Api.Answer answer =
                api.submit(bodies.tokenEndpointDown("+1234567894"), "traceparent", given(trace), "Prefer", "wait=30");

        List<String> lines = Files.readAllLines(data.resolve("standalone.log")).stream()
                .filter(line -> line.contains(answer.commandId()))
                .toList();

        assertThat(lines)
                .hasSize(4)
                .allSatisfy(line -> assertThat(line)
                        .contains("command_id=" + answer.commandId(), "trace_id=" + trace)
                        .doesNotContain("null"));
        assertThat(lines.get(0)).contains(" INFO ", "[ingest-api]", "event=command_accepted");
        assertThat(lines.subList(1, 3))
                .allSatisfy(line -> assertThat(line)
                        .contains(
                                " WARN ", "[processor]", "event=command_retrying", "step=\"token\"", "host=", "cause=")
                        .contains("duration_ms="));
        assertThat(lines.get(3)).contains(" WARN ", "[processor]", "event=command_failed", "code=\"2012\"");
    }

    /**
     * The spans of a trace after that many attempts. Each application sends its spans in the order in which they end.
     */
    private List<CollectedSpan> collected(String trace, int attempts) {
        await(trace).atMost(PATIENCE).until(() -> {
            List<CollectedSpan> spans = collector.trace(trace);
            return named(spans, "process command").size() >= attempts
                    && !named(spans, "submit settings").isEmpty();
        });
        return collector.trace(trace);
    }

    private static CollectedSpan only(List<CollectedSpan> spans, String name) {
        List<CollectedSpan> named = named(spans, name);
        assertThat(named).as(name).hasSize(1);
        return named.get(0);
    }

    private static List<CollectedSpan> named(List<CollectedSpan> spans, String... names) {
        return spans.stream()
                .filter(span -> Set.of(names).contains(span.name()))
                .toList();
    }

    private static Set<String> services(List<CollectedSpan> spans) {
        return spans.stream().map(CollectedSpan::service).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String given(String trace) {
        return "00-" + trace + "-" + CLIENT_SPAN + "-01";
    }
}
