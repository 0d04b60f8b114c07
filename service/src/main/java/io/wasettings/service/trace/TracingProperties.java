package io.wasettings.service.trace;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who collects traces.
 *
 * @param endpoint where spans are sent to (OTLP over HTTP, {@code http://host:4318/v1/traces}); without it none are
 *     made
 * @param sample part of the traces that begin here and are collected; those that came with a context keep its decision
 */
@Validated
@ConfigurationProperties("wa.settings.tracing")
record TracingProperties(
        @Nullable URI endpoint,

        @DefaultValue("1") @DecimalMin("0") @DecimalMax("1") double sample) {}
