package io.wasettings.ingest.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What clients call this service.
 *
 * @param publicUrl its URL, by which RFC 9728 names the resource; without it no such metadata is published. As text,
 *     since Spring would encode the percent signs of a URI once more
 * @param allowedHosts the names that it answers to; if there are none, those of the loopback interface if it listens on
 *     nothing else, otherwise all
 */
@ConfigurationProperties("wa.settings.ingest")
record PublicProperties(
        @Nullable String publicUrl, @DefaultValue List<String> allowedHosts) {

    PublicProperties {
        allowedHosts = List.copyOf(allowedHosts);
    }
}
