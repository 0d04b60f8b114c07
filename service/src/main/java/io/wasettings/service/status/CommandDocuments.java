package io.wasettings.service.status;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import io.wasettings.common.Json;
import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.common.ToldStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The part of a document of collection {@code commands} that both applications write: whose command it is, and its
 * newest status. {@code _id} is {@link ToldStatus#subject}.
 */
public final class CommandDocuments {

    /** When the command may be forgotten; the field of the TTL index. */
    public static final String EXPIRES_AT = "expires_at";
    /** When its status changed last. */
    public static final String UPDATED_AT = "updated_at";
    /** When the document began. */
    public static final String CREATED_AT = "created_at";
    /** The command's id. */
    public static final String COMMAND_ID = "command_id";
    /** The command's source. */
    public static final String SOURCE = "source";
    /** Whose command it is. */
    public static final String PARTNER = "partner";
    /** Set where the document is of one record alone: its place. */
    public static final String RECORD = "record";
    /** The status resource. */
    public static final String STATUS = "status";
    /** Its state, in its wire name. */
    public static final String STATE = "status.state";

    private static final String ATTEMPT = "status.attempt";
    /** The round of the status. */
    private static final String ROUND = "round";

    private CommandDocuments() {}

    /** Reads the newest status; empty while there is none. */
    public static Optional<ToldStatus> told(Document document) {
        return Optional.ofNullable(document.get(STATUS, Document.class))
                .map(status -> new ToldStatus(
                        Json.mapper().readValue(status.toJson(), Status.class),
                        document.getInteger(ROUND, 0),
                        document.getString(RECORD)));
    }

    /** Matches the document if that status takes the place of the one in it. {@link ToldStatus#replaces} as a query. */
    public static Bson givingWayTo(ToldStatus next) {
        List<Bson> cases = new ArrayList<>();
        cases.add(exists(STATE, false));
        cases.add(and(lt(ROUND, next.round()), in(STATE, names(State.ACCEPTED, State.RETRYING, State.FAILED))));
        cases.addAll(earlierInItsRound(next).stream()
                .map(earlier -> and(eq(ROUND, next.round()), earlier))
                .toList());
        return and(eq(next.subject()), or(cases));
    }

    /** Writes that status. */
    public static Bson writing(ToldStatus next, Instant now, Instant expiry) {
        Status status = next.status();
        return combine(
                set(STATUS, Document.parse(Json.mapper().writeValueAsString(status))),
                set(ROUND, next.round()),
                set(UPDATED_AT, Date.from(now)),
                set(EXPIRES_AT, Date.from(expiry)),
                setOnInsert(COMMAND_ID, status.commandId()),
                setOnInsert(SOURCE, status.source()),
                setOnInsert(PARTNER, status.partner()),
                setOnInsert("channel", status.channel()),
                setOnInsert("from", status.from()),
                setOnInsert(RECORD, next.record()),
                setOnInsert(CREATED_AT, Date.from(now)));
    }

    private static List<Bson> earlierInItsRound(ToldStatus next) {
        State state = next.status().state();
        if (state.terminal()) {
            return List.of(in(STATE, names(State.ACCEPTED, State.RETRYING)));
        }
        return state == State.ACCEPTED
                ? List.of()
                : List.of(
                        eq(STATE, State.ACCEPTED.wireName()),
                        and(
                                eq(STATE, State.RETRYING.wireName()),
                                lt(ATTEMPT, next.status().attempt())));
    }

    private static List<String> names(State... states) {
        return Arrays.stream(states).map(State::wireName).toList();
    }
}
