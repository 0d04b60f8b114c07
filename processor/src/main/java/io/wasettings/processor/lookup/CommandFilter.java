package io.wasettings.processor.lookup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nor;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.service.status.CommandDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which commands are meant; what is null or empty does not narrow. As many components as there are ways to narrow.
 *
 * @param states how they stand
 * @param partner the partner's name
 * @param key the record key
 * @param code the documented code
 * @param step the step of the latest attempt
 * @param host the partner's host that the latest attempt called
 * @param since the state was noted then or later
 * @param until the state was noted before
 * @param parked only those that have failed and are parked, or only others
 */
public record CommandFilter(
        Set<State> states,
        @Nullable String partner,
        @Nullable String key,
        @Nullable Integer code,
        @Nullable String step,
        @Nullable String host,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Boolean parked) {

    /** All commands. */
    public static final CommandFilter ALL = new CommandFilter(Set.of(), null, null, null, null, null, null, null, null);

    /** One that has been replayed since may have come to another end, and keeps the note. */
    private static final Bson IS_PARKED =
            and(eq(CommandDocuments.STATE, State.FAILED.wireName()), exists(CommandFields.PARKED));

    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    public CommandFilter {
        states = Set.copyOf(states);
    }

    /** Whether a store can hold that time; by no other can commands be looked for. */
    public static boolean takes(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    /** All commands in one of these states. */
    public static CommandFilter ofStates(State... states) {
        return ALL.withStates(states);
    }

    /** The same, for these states alone. */
    public CommandFilter withStates(State... others) {
        return new CommandFilter(Set.of(others), partner, key, code, step, host, since, until, parked);
    }

    /** The same, whether parked or not. */
    public CommandFilter parkedOrNot() {
        return new CommandFilter(states, partner, key, code, step, host, since, until, null);
    }

    /** Whether it means all commands, but for their being parked. */
    public boolean isOpen() {
        return parkedOrNot().equals(ALL);
    }

    /** The same as a query of collection {@code commands}. */
    public Bson query() {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(inState());
        add(conditions, CommandDocuments.PARTNER, partner);
        add(conditions, CommandDocuments.KEY, key);
        add(conditions, CommandFields.CODE, code);
        add(conditions, CommandFields.STEP, step);
        add(conditions, CommandFields.HOST, host);
        if (since != null) {
            conditions.add(gte(CommandDocuments.UPDATED_AT, Date.from(since)));
        }
        if (until != null) {
            conditions.add(lt(CommandDocuments.UPDATED_AT, Date.from(until)));
        }
        if (parked != null) {
            conditions.add(parked ? IS_PARKED : nor(IS_PARKED));
        }
        return and(conditions);
    }

    /** One state by equality, since that is what an index of failed commands alone is used for. */
    private Bson inState() {
        List<String> names = states.stream().map(State::wireName).sorted().toList();
        return switch (names.size()) {
            case 0 -> exists(CommandDocuments.UPDATED_AT);
            case 1 -> eq(CommandDocuments.STATE, names.get(0));
            default -> in(CommandDocuments.STATE, names);
        };
    }

    private static void add(List<Bson> conditions, String field, @Nullable Object value) {
        if (value != null) {
            conditions.add(eq(field, value));
        }
    }
}
