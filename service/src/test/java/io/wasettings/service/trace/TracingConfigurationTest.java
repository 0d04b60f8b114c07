package io.wasettings.service.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.opentelemetry.api.trace.SpanKind;
import io.wasettings.service.startup.MisconfigurationException;
import io.wasettings.testkit.CapturedLog;
import io.wasettings.testkit.CollectedSpan;
import io.wasettings.testkit.RefusingPort;
import io.wasettings.testkit.TraceCollector;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TracingConfigurationTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String GIVEN = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String NOT_SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-00";
    private static final String SDK_THREADS = "BatchSpanProcessor";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(TracingConfiguration.class)
            .withPropertyValues("spring.application.name=processor");

    @AutoClose
    private final CapturedLog log = CapturedLog.of(WatchedExporter.class, Level.INFO);

    @ParameterizedTest
    @ValueSource(strings = {"wa.settings.tracing.sample=1", "wa.settings.tracing.endpoint="})
    void without_an_endpoint_nothing_runs_and_what_came_is_handed_on(String property) {
        application.withPropertyValues(property).run(context -> {
            Traces traces = context.getBean(Traces.class);

            assertThat(traces.begin("process command", SpanKind.CONSUMER, GIVEN).traceparent())
                    .isEqualTo(GIVEN);
            assertThat(traces.begin("process command", SpanKind.CONSUMER, null).traceparent())
                    .isNull();
            // Those of an application before may be about to end.
            await().untilAsserted(() -> assertThat(threads()).noneMatch(name -> name.startsWith(SDK_THREADS)));
        });
    }

    @Test
    void spans_are_collected_with_the_applications_name_and_what_is_left_when_it_stops() {
        try (TraceCollector collector = TraceCollector.start()) {
            exportingTo(collector.endpoint().toString())
                    .run(context -> context.getBean(Traces.class)
                            .begin("process command", SpanKind.CONSUMER, GIVEN)
                            .with("wa.partner", "acme")
                            .end());

            assertThat(collector.spans()).hasSize(1);
            CollectedSpan span = collector.spans().get(0);
            assertThat(span.service()).isEqualTo("processor");
            assertThat(span.name()).isEqualTo("process command");
            assertThat(span.ids().trace()).isEqualTo(TRACE);
            assertThat(span.ids().parent()).isEqualTo("b7ad6b7169203331");
            assertThat(span.attributes()).isEqualTo(Map.of("wa.partner", "acme"));
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void an_endpoint_without_a_path_gets_the_one_of_otlp() {
        try (TraceCollector collector = TraceCollector.start()) {
            exportingTo("http://" + collector.endpoint().getAuthority())
                    .run(context -> context.getBean(Traces.class)
                            .begin("process command", SpanKind.CONSUMER, null)
                            .end());

            assertThat(collector.spans()).hasSize(1);
        }
    }

    @Test
    void what_a_client_does_not_sample_is_handed_on_and_not_collected() {
        try (TraceCollector collector = TraceCollector.start()) {
            exportingTo(collector.endpoint().toString()).run(context -> {
                Traces.Trace trace =
                        context.getBean(Traces.class).begin("process command", SpanKind.CONSUMER, NOT_SAMPLED);
                trace.end();

                assertThat(trace.traceparent()).startsWith("00-" + TRACE).endsWith("-00");
            });

            assertThat(collector.spans()).isEmpty();
        }
    }

    @Test
    void a_collector_that_is_away_is_said_once_and_holds_up_nothing() throws IOException {
        String collector;
        long began = System.nanoTime();
        try (RefusingPort nobody = new RefusingPort()) {
            collector = "127.0.0.1:" + nobody.number();
            exportingTo("http://" + collector).run(context -> {
                // More than the queue takes, so that several batches fail.
                for (int i = 0; i < 3000; i++) {
                    context.getBean(Traces.class)
                            .begin("process command", SpanKind.CONSUMER, null)
                            .end();
                }
                await().untilAsserted(() -> assertThat(log.lines()).hasSize(1));
            });
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(log.lines().get(0).getMessage()).isEqualTo("event=traces_not_exported");
        assertThat(log.lines().get(0).getKeyValuePairs())
                .hasToString("[collector=\"" + collector + "\", cause=\"ConnectException\"]");
    }

    @Test
    void a_collector_that_does_not_know_the_path_refuses_them() {
        try (TraceCollector collector = TraceCollector.start()) {
            exportingTo("http://" + collector.endpoint().getAuthority() + "/elsewhere")
                    .run(context -> context.getBean(Traces.class)
                            .begin("process command", SpanKind.CONSUMER, null)
                            .end());

            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0).getKeyValuePairs().toString()).contains("cause=\"it refuses them\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4318",
                "ftp://localhost/v1/traces",
                "http://me:s3cr3t@localhost:4318",
                "http://me:[s3cr3t@localhost:4318",
                "/v1/traces"
            })
    void what_is_no_endpoint_stops_the_start_and_is_not_quoted(String endpoint) {
        exportingTo(endpoint)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("wa.settings.tracing.endpoint")
                        .hasMessageNotContaining("s3cr3t"));
    }

    private ApplicationContextRunner exportingTo(String endpoint) {
        return application.withPropertyValues("wa.settings.tracing.endpoint=" + endpoint);
    }

    private static Iterable<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
