package io.wasettings.service.trace;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Who collects traces.
 *
 * @param endpoint where to send spans by OTLP over HTTP, such as {@code http://127.0.0.1:4318}; a URL without a path
 *     gets {@code /v1/traces}. Without it none are made
 * @param sample the part of the traces beginning here that is collected; those that came with a context keep its
 *     decision
 */
@Validated
@ConfigurationProperties("wa.settings.tracing")
record TracingProperties(
        @Nullable String endpoint,

        @DefaultValue("1") @DecimalMin("0") @DecimalMax("1") double sample) {

    /** Where OTLP has its traces, unless the URL says otherwise. */
    private static final String PATH = "/v1/traces";

    /** Accepts any text: binding would quote a URL that it cannot read, with the password in it. */
    TracingProperties {
        endpoint = StringUtils.hasText(endpoint) ? endpoint.strip() : null;
    }

    /**
     * The endpoint, with the path that OTLP names if it has none.
     *
     * @throws IllegalArgumentException in one line that does not quote it, if it is no URL
     */
    URI collector() {
        URI url = Optional.ofNullable(endpoint)
                .flatMap(TracingProperties::parsed)
                .filter(TracingProperties::isCollector)
                .orElseThrow(() -> new IllegalArgumentException(
                        "wa.settings.tracing.endpoint is no http or https URL without user info,"
                                + " such as http://127.0.0.1:4318/v1/traces"));
        String path = url.getPath();
        return path.isEmpty() || path.equals("/") ? url.resolve(PATH) : url;
    }

    private static Optional<URI> parsed(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isCollector(URI url) {
        return url.getHost() != null
                && url.getUserInfo() == null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    }
}
