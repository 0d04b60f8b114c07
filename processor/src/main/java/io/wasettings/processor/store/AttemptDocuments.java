package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.service.mongo.Times;
import java.time.Duration;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Attempts as documents. */
public final class AttemptDocuments {

    static final String STEP = "step";
    static final String HOST = "host";

    private static final String AT = "at";
    private static final String ROUND = "round";
    private static final String ATTEMPT = "attempt";
    private static final String OUTCOME = "outcome";
    private static final String CAUSE = "cause";
    private static final String DURATION = "duration_ms";

    private AttemptDocuments() {}

    static Document write(Attempt attempt) {
        return new Document(AT, Date.from(attempt.at()))
                .append(ROUND, attempt.round())
                .append(ATTEMPT, attempt.attempt())
                .append(STEP, attempt.step())
                .append(OUTCOME, attempt.outcome())
                .append(CAUSE, attempt.cause())
                .append(HOST, attempt.host())
                .append(DURATION, attempt.duration().toMillis());
    }

    /** Matches commands whose latest attempt was before the one that ended that round. */
    static Bson isNews(Attempt last) {
        return or(
                exists(CommandFields.LATEST, false),
                lt(latest(ROUND), last.round()),
                and(eq(latest(ROUND), last.round()), eq(latest(OUTCOME), State.RETRYING.wireName())));
    }

    private static String latest(String field) {
        return CommandFields.LATEST + "." + field;
    }

    /** Reads an attempt. */
    public static Attempt read(Document attempt) {
        return new Attempt(
                Times.orEpoch(attempt, AT),
                attempt.getInteger(ROUND, 0),
                attempt.getInteger(ATTEMPT, 0),
                attempt.getString(OUTCOME),
                attempt.getString(STEP),
                attempt.getString(CAUSE),
                attempt.getString(HOST),
                Duration.ofMillis(attempt.<Number>get(DURATION, 0L).longValue()));
    }
}
