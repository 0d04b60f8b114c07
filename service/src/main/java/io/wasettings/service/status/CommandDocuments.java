package io.wasettings.service.status;

import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.common.text.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
    /** When the document was created. */
    public static final String CREATED_AT = "created_at";
    /** The command's id. */
    public static final String COMMAND_ID = "command_id";
    /** The command's source. */
    public static final String SOURCE = "source";
    /** Whose command it is. */
    public static final String PARTNER = "partner";
    /** The channel's wire name. */
    public static final String CHANNEL = "channel";
    /** The sender that it is about, or null for the partner's default. */
    public static final String FROM = "from";
    /** The record key, as far as it is known. */
    public static final String KEY = "key";
    /** The record's place, if the document is about one record only. */
    public static final String RECORD = "record";
    /** The status resource. */
    public static final String STATUS = "status";
    /** Its state, in its wire name. */
    public static final String STATE = "status.state";

    /** How many attempts it took, within its round. */
    public static final String ATTEMPT = "status.attempt";
    /** The round of the status. */
    public static final String ROUND = "round";

    /**
     * Most documents that are read of one id. No honest producer reuses an id more often; further documents are
     * ignored.
     */
    public static final int MOST_OF_ONE_ID = 100;

    private CommandDocuments() {}

    /**
     * The documents that match, which are of one id: the newest command first, and last the records that came under a
     * name that was used already.
     */
    public static List<Document> newestFirst(MongoCollection<Document> commands, Bson ofOneId) {
        return commands
                .find(ofOneId)
                .sort(descending(CREATED_AT))
                .limit(MOST_OF_ONE_ID)
                .into(new ArrayList<>())
                .stream()
                .sorted(Comparator.comparing(document -> document.getString(RECORD) != null))
                .toList();
    }

    /** Reads the newest status; empty while there is none. */
    public static Optional<ToldStatus> told(Document document) {
        return Optional.ofNullable(document.get(STATUS, Document.class))
                .map(status -> new ToldStatus(
                        Json.mapper().convertValue(status, Status.class),
                        document.getInteger(ROUND, 0),
                        document.getString(RECORD)));
    }

    /** Matches the document if that status replaces the one in it: {@link ToldStatus#replaces} as a query. */
    public static Document givingWayTo(ToldStatus next) {
        List<Document> cases = new ArrayList<>();
        cases.add(new Document(STATE, new Document("$exists", false)));
        cases.add(new Document(ROUND, new Document("$lt", next.round()))
                .append(STATE, in(State.ACCEPTED, State.RETRYING, State.FAILED)));
        earlierInItsRound(next).forEach(earlier -> cases.add(earlier.append(ROUND, next.round())));
        return new Document("_id", next.subject()).append("$or", cases);
    }

    /**
     * The update that writes that status.
     *
     * @param more what else is set with it
     */
    public static Document writing(ToldStatus next, Instant now, Instant expiry, Document more) {
        Status status = next.status();
        // Documents are written as they are; the builders of the driver would first make one of each field.
        Document set = new Document(STATUS, Json.mapper().convertValue(status, Document.class))
                // Set even if the document is there already: a dead letter that was found first does not tell them.
                .append(COMMAND_ID, status.commandId())
                .append(SOURCE, status.source())
                .append(RECORD, next.record())
                // The status tells whose the command is, whatever was noted of its key before.
                .append(PARTNER, status.partner())
                .append(CHANNEL, status.channel())
                .append(FROM, status.from())
                .append(ROUND, next.round())
                .append(UPDATED_AT, Date.from(now))
                .append(EXPIRES_AT, Date.from(expiry));
        set.putAll(more);
        Document whenNew = new Document(CREATED_AT, Date.from(now));
        // Until the command itself comes, and for good if that could not be noted.
        key(next).ifPresent(key -> whenNew.append(KEY, key.recordKey()));
        return new Document("$set", set).append("$setOnInsert", whenNew);
    }

    /**
     * Empty for a record without a sender: that may be the default one, or its key cannot be read. Its dead letter
     * tells.
     */
    private static Optional<SettingsKey> key(ToldStatus told) {
        Status status = told.status();
        String partner = status.partner();
        boolean mayBeUnread = told.record() != null && status.from() == null;
        return mayBeUnread || partner == null || !SettingsKey.isPartner(partner)
                ? Optional.empty()
                : Channel.of(status.channel()).map(channel -> new SettingsKey(partner, channel, status.from()));
    }

    private static List<Document> earlierInItsRound(ToldStatus next) {
        State state = next.status().state();
        if (state.terminal()) {
            return List.of(new Document(STATE, in(State.ACCEPTED, State.RETRYING)));
        }
        return state == State.ACCEPTED
                ? List.of()
                : List.of(
                        new Document(STATE, State.ACCEPTED.wireName()),
                        new Document(STATE, State.RETRYING.wireName())
                                .append(
                                        ATTEMPT,
                                        new Document("$lt", next.status().attempt())));
    }

    private static Document in(State... states) {
        return new Document("$in", Arrays.stream(states).map(State::wireName).toList());
    }
}
