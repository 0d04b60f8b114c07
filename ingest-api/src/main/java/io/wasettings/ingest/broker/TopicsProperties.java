package io.wasettings.ingest.broker;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topics, the same as the processor's.
 *
 * @param commands where commands go
 * @param status where statuses come from
 * @param partitions of a topic that is missing and created here
 * @param replicationFactor likewise; -1 is the broker's default
 */
@Validated
@ConfigurationProperties("wa.settings.topics")
public record TopicsProperties(
        @NotBlank @DefaultValue("wa.settings.commands") String commands,
        @NotBlank @DefaultValue("wa.settings.status") String status,
        @Min(1) @DefaultValue("6") int partitions,
        @Min(-1) @DefaultValue("-1") short replicationFactor) {}
