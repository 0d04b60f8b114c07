package io.wasettings.ingest.store;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where in MongoDB, and for how long at the most. The connection itself is {@code spring.mongodb.uri}.
 *
 * @param database name of the database
 * @param timeout the longest that one call may take, waiting for a server and for a thread included
 */
@Validated
@ConfigurationProperties("wa.settings.mongodb")
record StoreProperties(
        @NotBlank @DefaultValue("wa_settings") String database,
        @DurationMin(millis = 100) @DefaultValue("2s") Duration timeout) {}
