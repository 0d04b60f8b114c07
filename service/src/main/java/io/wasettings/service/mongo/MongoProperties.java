package io.wasettings.service.mongo;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What both applications must agree on; {@code spring.mongodb.uri} says where the store is.
 *
 * @param database the database's name
 * @param commandRetention how long a command is remembered after its last status: as long as it might be delivered
 *     again, asked for or replayed
 */
@Validated
@ConfigurationProperties("wa.settings.mongodb")
public record MongoProperties(
        @DefaultValue("wa_settings") @NotBlank String database,
        @DefaultValue("30d") @DurationMin(hours = 24) Duration commandRetention) {}
