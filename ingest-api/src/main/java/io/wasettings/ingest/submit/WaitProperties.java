package io.wasettings.ingest.submit;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How long a request waits for the end of its command.
 *
 * @param waitDefault used if the client prefers nothing
 * @param waitMax the longest that a client may prefer
 * @param maxWaitingPerPartner how many requests of one partner wait at a time; further ones are answered 202 at once
 */
@Validated
@ConfigurationProperties("wa.settings.ingest")
record WaitProperties(
        @DurationMin @Name("wait") @DefaultValue("10s") Duration waitDefault,
        @DurationMin @DefaultValue("60s") Duration waitMax,
        @Min(1) @DefaultValue("1000") int maxWaitingPerPartner) {

    /** The longest that any request waits: the default may be longer than what a client may prefer. */
    Duration longest() {
        return waitDefault.compareTo(waitMax) > 0 ? waitDefault : waitMax;
    }
}
