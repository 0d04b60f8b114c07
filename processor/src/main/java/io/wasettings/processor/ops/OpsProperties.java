package io.wasettings.processor.ops;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may operate, and by which names the port is called.
 *
 * @param tokensFile operators' own file of SHA-256 token hashes; scopes {@code wa.settings.observe} and
 *     {@code wa.settings.operate} open the operations API; without it the API is closed
 * @param allowedHosts the names that the operations port answers to; when there are none, those of the loopback
 *     interface if it listens on nothing else, otherwise all
 */
@Validated
@ConfigurationProperties("wa.settings.processor.ops")
record OpsProperties(
        @Nullable Path tokensFile, @DefaultValue List<String> allowedHosts) {}
