package io.wasettings.processor.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.conversions.Bson;

/**
 * Something lent to one process until a time that the document says: whoever finds it free takes it by a conditional
 * update.
 *
 * <p>A loan that would last for twice as long as any is given began on a clock that has been set back since. It is
 * free: otherwise it would last for as long as the clock jumped.
 *
 * @param now when it is borrowed
 * @param until when it is free again, unless it is given back or prolonged before
 */
public record Lease(Instant now, Instant until) {

    /** Matches what nobody has on loan. */
    public Bson free(String heldUntil) {
        Instant absurd = until.plus(Duration.between(now, until));
        return or(eq(heldUntil, null), lt(heldUntil, Date.from(now)), gt(heldUntil, Date.from(absurd)));
    }

    /** Takes the loan, or prolongs it. */
    public Bson hold(String heldUntil) {
        return Updates.set(heldUntil, Date.from(until));
    }
}
