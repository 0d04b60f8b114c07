package io.wasettings.processor.http;

import static io.wasettings.testkit.Replies.close;
import static io.wasettings.testkit.Replies.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.service.trace.Traces;
import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls to partners as parts of a trace. */
class CallTracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String GIVEN = "00-" + TRACE + "-b7ad6b7169203331-01";

    private final List<SpanData> spans = new ArrayList<>();
    private final Traces collected = new Traces(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(new Keeping(spans))
                    .build())
            .build());

    @Test
    void partners_are_told_nothing_of_a_trace() {
        assertThat(called(new CallTraces(collected, false), reply(200, "")).headers())
                .doesNotContainKeys("traceparent", "tracestate", "baggage");
        assertThat(called(new CallTraces(Traces.off(), false), reply(200, "")).headers())
                .doesNotContainKey("traceparent");
    }

    @Test
    void partners_are_told_the_span_of_the_call_if_that_is_configured() {
        Request request = called(new CallTraces(collected, true), reply(200, ""));

        assertThat(request.headers().get("traceparent"))
                .isEqualTo("00-" + TRACE + "-" + spans.get(0).getSpanId() + "-01");
    }

    @Test
    void partners_are_told_the_trace_that_came_if_it_is_not_collected() {
        Request request = called(new CallTraces(Traces.off(), true), reply(200, ""));

        assertThat(request.headers().get("traceparent")).isEqualTo(GIVEN);
    }

    @Test
    void a_span_names_host_and_port_and_no_more_of_the_url() {
        called(new CallTraces(collected, false), reply(200, ""));

        assertThat(spans).hasSize(1);
        assertThat(spans.get(0).getTraceId()).isEqualTo(TRACE);
        assertThat(spans.get(0).getAttributes().get(AttributeKey.stringKey("server.address")))
                .isEqualTo("localhost");
        assertThat(spans.get(0).getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(spans.get(0).getAttributes().asMap().toString()).doesNotContain("s3cr3t", "hook");
    }

    @Test
    void a_refusal_and_a_broken_call_are_failures() {
        called(new CallTraces(collected, false), reply(503, ""));
        called(new CallTraces(collected, false), close());

        assertThat(spans).extracting(span -> span.getStatus().getStatusCode()).containsOnly(StatusCode.ERROR);
        assertThat(spans)
                .extracting(span -> span.getStatus().getDescription())
                .containsExactly("503", Exchange.Kind.BROKEN.name());
    }

    private static Request called(CallTraces calls, Step answer) {
        try (ScriptedServer server = ScriptedServer.start(answer);
                GuardedHttpClient client =
                        new GuardedHttpClient(TestClients.DEFAULTS, TestClients.noCircuits(), calls)) {
            var target = Targets.trusted("http://localhost:" + server.port() + "/hook?key=s3cr3t");
            Traces.off()
                    .begin("process command", SpanKind.CONSUMER, GIVEN)
                    .run(() -> client.post("acme", target, Map.of(), "application/json", "{}".getBytes(UTF_8)));
            return server.requests().get(0);
        }
    }

    /** Keeps the spans that have ended. */
    private record Keeping(List<SpanData> spans) implements SpanProcessor {

        @Override
        public void onStart(io.opentelemetry.context.Context parent, io.opentelemetry.sdk.trace.ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            spans.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
