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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Traces, made and exported where somebody collects them; what does that is not even loaded where nobody does. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
public class TracingConfiguration {

    @Bean
    @ConditionalOnProperty("wa.settings.tracing.endpoint")
    SpanExporter otlpExporter(TracingProperties properties) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(String.valueOf(properties.endpoint()))
                .build();
    }

    /** Closed, and what is left exported, after all that uses it. */
    @Bean
    Collected collectedTraces(
            ObjectProvider<SpanExporter> exporters, TracingProperties properties, Environment environment) {
        SpanExporter exporter = exporters.getIfAvailable();
        return exporter == null
                ? new Collected(Traces.off(), () -> {})
                : collected(exporter, properties, environment.getProperty("spring.application.name", "wa-settings"));
    }

    @Bean
    Traces traces(Collected collected) {
        return collected.traces();
    }

    private static Collected collected(SpanExporter exporter, TracingProperties properties, String application) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), application)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(properties.sample())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        return new Collected(
                new Traces(
                        OpenTelemetrySdk.builder().setTracerProvider(provider).build()),
                provider::close);
    }

    /**
     * Traces, and what is to be done with them in the end.
     *
     * @param traces the traces
     * @param end exports what is left
     */
    record Collected(Traces traces, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }
}
