package io.wasettings.processor.mongo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How MongoDB is used; {@code spring.mongodb.uri} says where it is.
 *
 * @param database the database's name
 * @param serverSelectionTimeout how long an operation waits for a server to be there
 * @param readTimeout how long an operation waits for its answer
 * @param commandRetention how long a command's status and outcome are kept
 */
@Validated
@ConfigurationProperties("wa.settings.mongodb")
public record MongoProperties(
        @DefaultValue("wa_settings") @NotBlank String database,
        @DefaultValue("3s") @NotNull Duration serverSelectionTimeout,
        @DefaultValue("10s") @NotNull Duration readTimeout,
        @DefaultValue("30d") @NotNull Duration commandRetention) {}
