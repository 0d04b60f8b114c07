package io.wasettings.ingest.edge;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How slow a client may be.
 *
 * @param headTimeout from the first byte of a request's head to its last
 * @param bodyTimeout from the end of the head to the end of the body
 * @param maxReading bodies that may be on their way at the same time
 * @param maxReadingPerPartner bodies of one partner that may be on their way at the same time
 */
@Validated
@ConfigurationProperties("wa.settings.ingest")
record EdgeProperties(
        @DurationMin(millis = 100) @DefaultValue("10s") Duration headTimeout,
        @DurationMin(millis = 100) @DefaultValue("10s") Duration bodyTimeout,
        @Min(1) @DefaultValue("1000") int maxReading,
        @Min(1) @DefaultValue("100") int maxReadingPerPartner) {}
