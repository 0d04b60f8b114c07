package io.wasettings.service.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.wasettings.service.trace.TracingConfiguration.Collected;
import java.net.URI;
import java.time.Duration;

/**
 * Makes spans and sends them to a collector. Ended spans go into a queue of bounded length; one thread sends what is
 * there every second. A collector that is away, slow or full costs spans and nothing else.
 */
final class TraceExport {

    /** Short, since the application's end waits for it once. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A fifth of the library's, so that whoever looks for a trace right after its request finds it. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private TraceExport() {}

    static Collected begin(URI collector, TracingProperties properties, String application) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), application)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(properties.sample())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(collector))
                        .setScheduleDelay(PAUSE)
                        .build())
                .build();
        Traces traces = new Traces(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build());
        return new Collected(traces, provider::close);
    }

    /** The next batch is tried anyway, so a failed one is not repeated: that would delay the application's end. */
    private static SpanExporter exporter(URI collector) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.toString())
                .setConnectTimeout(CONNECT_TIMEOUT)
                .setTimeout(TIMEOUT)
                .setRetryPolicy(null)
                .build();
        return new WatchedExporter(exporter, collector);
    }
}
