package io.wasettings.processor.ops;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may operate.
 *
 * @param tokensFile file of SHA-256 token hashes whose scope {@code wa.settings.operate} opens the operations API;
 *     without it the API is closed
 */
@ConfigurationProperties("wa.settings.processor.ops")
record OpsProperties(@Nullable Path tokensFile) {}
