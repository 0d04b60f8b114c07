package io.wasettings.ingest.submit;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How long a request waits for the end of its command.
 *
 * @param waitDefault without a preference of the client's
 * @param waitMax the longest that a client may prefer
 */
@Validated
@ConfigurationProperties("wa.settings.ingest")
record WaitProperties(
        @DurationMin @Name("wait") @DefaultValue("10s") Duration waitDefault,
        @DurationMin @DefaultValue("60s") Duration waitMax) {}
