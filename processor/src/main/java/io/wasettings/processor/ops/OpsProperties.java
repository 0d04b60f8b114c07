package io.wasettings.processor.ops;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may operate, and how often broker and store are looked at.
 *
 * @param tokensFile operators' own file of SHA-256 token hashes; scopes {@code wa.settings.observe} and
 *     {@code wa.settings.operate} open the operations API; without it the API is closed
 * @param allowedHosts the names that the operations port answers to; when there are none, those of the loopback
 *     interface where it listens on nothing else, and else all
 * @param backlogInterval how often the topics are looked at for metrics and readiness
 * @param failuresInterval how often the commands that stand as failed are counted for the metrics
 */
@Validated
@ConfigurationProperties("wa.settings.processor.ops")
record OpsProperties(
        @Nullable Path tokensFile,

        @DefaultValue List<String> allowedHosts,

        @DefaultValue("5s") @DurationMin(millis = 100) Duration backlogInterval,

        @DefaultValue("10s") @DurationMin(millis = 100) Duration failuresInterval) {}
