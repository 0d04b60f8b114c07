package io.wasettings.ingest.store;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long MongoDB is waited for at most.
 *
 * @param timeout the longest that one call may take, waiting for a server and for a thread included
 */
@Validated
@ConfigurationProperties("wa.settings.mongodb")
record StoreProperties(
        @DurationMin(millis = 100) @DefaultValue("2s") Duration timeout) {}
