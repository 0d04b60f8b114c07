package io.wasettings.processor.lookup;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.min;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.Times;
import io.wasettings.service.status.CommandDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Finds and counts commands.
 *
 * <p>All methods throw {@link io.wasettings.service.mongo.StoreUnavailableException} when the store does not answer.
 */
public final class CommandLookup {

    /** Text on a page, in characters; a page that would hold more ends early. */
    static final int MAX_PAGE_TEXT = 500_000;

    /** Rows: from neither attempts nor messages, which may be long. */
    public static final Part<CommandRow> ROWS = new Part<>(
            CommandRow::of,
            include(
                    CommandDocuments.COMMAND_ID,
                    CommandDocuments.SOURCE,
                    CommandDocuments.PARTNER,
                    CommandDocuments.RECORD,
                    CommandDocuments.CREATED_AT,
                    CommandDocuments.CHANNEL,
                    CommandDocuments.FROM,
                    CommandDocuments.ROUND,
                    CommandDocuments.KEY,
                    CommandDocuments.STATE,
                    CommandFields.CODE,
                    CommandDocuments.ATTEMPT,
                    "status.occurred_at",
                    "status.retry_at",
                    CommandFields.LATEST,
                    CommandFields.PARKED,
                    CommandFields.DEAD_LETTER));

    private final MongoCollection<Document> collection;

    /**
     * What is read of a document: less is faster, above all where many are read.
     *
     * @param reader makes something of it
     * @param fields those that it needs, and when the command first came
     */
    public record Part<T>(Function<Document, T> reader, Bson fields) {}

    public CommandLookup(MongoDatabase database) {
        this.collection = database.getCollection(CollectionNames.COMMANDS);
    }

    /** One page of rows, at most that long. */
    public CommandPage<CommandRow> page(CommandFilter filter, CommandOrder order, @Nullable Cursor after, int limit) {
        return page(filter, order, after, limit, ROWS);
    }

    /** The same with more of each command than a row, which alone counts for the length of the page. */
    public <T> CommandPage<T> page(
            CommandFilter filter, CommandOrder order, @Nullable Cursor after, int limit, Part<T> part) {
        return MongoCalls.answer(() -> {
            long total = collection.countDocuments(filter.query());
            List<T> items = new ArrayList<>();
            int text = 0;
            Cursor last = null;
            try (MongoCursor<Document> found =
                    find(filter.query(), order, after, limit + 1, part.fields()).iterator()) {
                while (found.hasNext()) {
                    Document document = found.next();
                    text += CommandRow.of(document).length();
                    if (items.size() == limit || (text > MAX_PAGE_TEXT && last != null)) {
                        return new CommandPage<>(items, total, String.valueOf(last));
                    }
                    items.add(part.reader().apply(document));
                    last = cursor(document);
                }
            }
            return new CommandPage<>(items, total, null);
        });
    }

    /** What is read from documents of commands that match, at most that many. */
    public <T> List<T> read(Bson query, CommandOrder order, @Nullable Cursor after, int limit, Part<T> part) {
        return MongoCalls.answer(() -> find(query, order, after, limit, part.fields())
                .map(part.reader()::apply)
                .into(new ArrayList<>()));
    }

    /** Where a listing goes on after that document. */
    static Cursor cursor(Document document) {
        return new Cursor(document.getDate(CommandDocuments.CREATED_AT).toInstant(), document.getString("_id"));
    }

    /**
     * The newest command of that id; what came under a name that was used already only if there is nothing else.
     *
     * @param source null for any
     */
    public Optional<CommandDetail> find(String id, @Nullable String source) {
        List<Document> candidates = named(id, source);
        return candidates.stream()
                .findFirst()
                .map(document -> CommandDetail.of(
                        document,
                        (source == null ? candidates : named(id, null))
                                .stream()
                                        .map(each -> each.getString(CommandDocuments.SOURCE))
                                        .filter(each -> each != null
                                                && !each.equals(document.getString(CommandDocuments.SOURCE)))
                                        .distinct()
                                        .toList()));
    }

    /** The documents of that id, the newest first, records that are no command of their own last. */
    public List<Document> named(String id, @Nullable String source) {
        return MongoCalls.answer(() ->
                CommandDocuments.newestFirst(collection, and(naming(id, source), exists(CommandDocuments.UPDATED_AT))));
    }

    /** Matches the commands of that id, or the record at that place. */
    public static Bson naming(String id, @Nullable String source) {
        Bson byId = eq(CommandDocuments.COMMAND_ID, id);
        // No place has a space in it, while a command's _id has one: another command's is not to be found by it.
        Bson named = id.contains(" ") ? byId : or(byId, eq("_id", RecordName.identity(id)));
        return source == null ? named : and(named, eq(CommandDocuments.SOURCE, source));
    }

    /** Counts those that match by what they have in common, the largest group first; at most that many groups. */
    public List<Group> summary(Grouping by, CommandFilter filter, int most) {
        return MongoCalls.answer(() -> collection
                .aggregate(List.of(
                        match(filter.query()),
                        group(
                                "$" + by.field(),
                                sum("count", 1),
                                min("oldest", "$" + CommandDocuments.UPDATED_AT),
                                max("newest", "$" + CommandDocuments.UPDATED_AT)),
                        sort(descending("count")),
                        limit(most)))
                .map(CommandLookup::counted)
                .into(new ArrayList<>()));
    }

    private FindIterable<Document> find(
            Bson query, CommandOrder order, @Nullable Cursor after, int limit, Bson fields) {
        return collection
                .find(after == null ? query : and(query, order.beyond(after)))
                .projection(fields)
                .sort(order.sort())
                .limit(limit);
    }

    private static Group counted(Document found) {
        Object value = found.get("_id");
        return new Group(
                value == null ? null : Shown.cut(value.toString()),
                found.get("count", Number.class).longValue(),
                Times.orEpoch(found, "oldest"),
                Times.orEpoch(found, "newest"));
    }
}
