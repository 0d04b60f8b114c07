package io.wasettings.ingest.security;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the authorization server is asked.
 *
 * @param timeout the longest that it may take, from connecting to the last byte of its answer
 * @param keysInterval the shortest time between two fetches of its keys
 */
@Validated
@ConfigurationProperties("wa.settings.ingest.auth")
record AuthorizationServerProperties(
        @DurationMin(millis = 100) @DefaultValue("3s") Duration timeout,
        @DurationMin(seconds = 1) @DefaultValue("10s") Duration keysInterval) {}
