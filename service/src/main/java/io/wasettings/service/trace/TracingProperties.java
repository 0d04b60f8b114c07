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
 * @param endpoint where spans are sent to by OTLP over HTTP, such as {@code http://127.0.0.1:4318}; a URL without a
 *     path gets {@code /v1/traces}. Without it none are made
 * @param sample part of the traces that begin here and are collected; those that came with a context keep its decision
 */
@Validated
@ConfigurationProperties("wa.settings.tracing")
record TracingProperties(
        @Nullable URI endpoint,

        @DefaultValue("1") @DecimalMin("0") @DecimalMax("1") double sample) {

    /** Where OTLP has its traces, unless the URL says otherwise. */
    private static final String PATH = "/v1/traces";

    /**
     * The endpoint, with the path that OTLP names where it has none.
     *
     * @throws IllegalArgumentException in one line that does not quote it, if it is none
     */
    URI collector() {
        if (endpoint == null || !isCollector(endpoint)) {
            throw new IllegalArgumentException("wa.settings.tracing.endpoint is no http or https URL without user info,"
                    + " such as http://127.0.0.1:4318/v1/traces");
        }
        String path = endpoint.getPath();
        return path.isEmpty() || path.equals("/") ? endpoint.resolve(PATH) : endpoint;
    }

    private static boolean isCollector(URI url) {
        return url.getHost() != null
                && url.getUserInfo() == null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    }
}
