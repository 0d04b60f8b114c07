package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.common.text.Json;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.TtlIndex;
import io.wasettings.service.status.CommandDocuments;
import io.wasettings.service.status.CommandStatuses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what the version before kept of commands, in {@code command_ledger} and {@code command_status}, into
 * {@code commands}. What was brought over is removed there, so that a migration that begins again goes on where the
 * last one stopped; several processes may migrate at a time. What {@code commands} knows already stays.
 */
final class CommandMigration {

    static final String LEDGER = "command_ledger";
    static final String STATUSES = "command_status";
    /** Follows the name of what was not as it should be. */
    static final String UNREADABLE = "_unreadable";

    private static final Logger LOG = LoggerFactory.getLogger(CommandMigration.class);
    private static final int BATCH = 500;

    private final MongoDatabase database;
    private final MongoCollection<Document> commands;
    private final CommandStatuses statuses;

    CommandMigration(MongoDatabase database, CommandStatuses statuses) {
        this.database = database;
        this.commands = database.getCollection(CollectionNames.COMMANDS);
        this.statuses = statuses;
    }

    /**
     * Brings over all there is; returns how many documents that were.
     *
     * @throws io.wasettings.service.mongo.StoreUnavailableException when the store does not answer; what is left stays
     *     where it is
     */
    long run() {
        return MongoCalls.answer(() -> drain(LEDGER, this::bringLedger) + drain(STATUSES, this::bringStatus));
    }

    private long drain(String name, Function<Document, Optional<ToldStatus>> bring) {
        MongoCollection<Document> old = database.getCollection(name);
        long brought = 0;
        List<Document> batch = old.find().limit(BATCH).into(new ArrayList<>());
        while (!batch.isEmpty()) {
            statuses.keep(batch.stream()
                    .flatMap(document -> bring(name, document, bring).stream())
                    .toList());
            old.deleteMany(in(
                    "_id", batch.stream().map(document -> document.get("_id")).toList()));
            brought += batch.size();
            LogLine.info(LOG, "commands_migrated")
                    .with("from", name)
                    .with("documents", brought)
                    .write();
            batch = old.find().limit(BATCH).into(new ArrayList<>());
        }
        return brought;
    }

    /** What is to be told of it. One that is not as it should be is set aside, and holds up no other. */
    private Optional<ToldStatus> bring(String name, Document document, Function<Document, Optional<ToldStatus>> bring) {
        try {
            return bring.apply(document);
        } catch (MongoException e) {
            throw e;
        } catch (RuntimeException unreadable) {
            setAside(document, name + UNREADABLE);
            LogLine.warn(LOG, "command_not_migrated")
                    .with("from", name)
                    .with("document", document.get("_id"))
                    .with("cause", unreadable.getClass().getSimpleName())
                    .write();
            return Optional.empty();
        }
    }

    /** It goes when it would have gone where it was. */
    private void setAside(Document document, String unreadable) {
        new TtlIndex(unreadable, CommandDocuments.EXPIRES_AT).createIn(database);
        database.getCollection(unreadable)
                .replaceOne(eq(document.get("_id")), document, new ReplaceOptions().upsert(true));
    }

    private Optional<ToldStatus> bringLedger(Document entry) {
        CommandRef ref = ref(entry.getString("_id"));
        Optional<ToldStatus> told = decision(ref, entry);
        bring(ref, entry);
        return told;
    }

    private void bring(CommandRef ref, Document entry) {
        List<Bson> fields = new ArrayList<>(List.of(
                set(CommandDocuments.COMMAND_ID, ref.id()),
                set(CommandDocuments.SOURCE, ref.source()),
                set(CommandDocuments.EXPIRES_AT, entry.getDate("expires_at")),
                set(CommandDocuments.CREATED_AT, seenAt(entry)),
                set(CommandDocuments.KEY, entry.getString("key")),
                set(CommandFields.FIRST_SEEN, entry.get("first_seen", Document.class)),
                set(
                        CommandFields.REFUSED_AUTH_METHODS,
                        entry.getList("refused_auth_methods", String.class, List.of()))));
        SettingsKey.parse(entry.getString("key"))
                .ifPresent(key -> fields.addAll(List.of(
                        set(CommandDocuments.PARTNER, key.partner()),
                        set(CommandDocuments.CHANNEL, key.channel().wireName()),
                        set(CommandDocuments.FROM, key.from()))));
        Bson exists = setOnInsert(CommandDocuments.COMMAND_ID, ref.id());
        commands.updateOne(eq(ref.key()), exists, new UpdateOptions().upsert(true));
        commands.updateOne(and(eq(ref.key()), exists(CommandFields.FIRST_SEEN, false)), combine(fields));
    }

    private Optional<ToldStatus> bringStatus(Document document) {
        Bson named = and(
                eq(CommandDocuments.COMMAND_ID, document.getString("_id")),
                eq(CommandDocuments.PARTNER, document.getString("partner")));
        Optional<Document> known = Optional.ofNullable(commands.find(named).first());
        String source =
                known.map(command -> command.getString(CommandDocuments.SOURCE)).orElse(CommandRef.INGEST_API);
        int round = known.flatMap(CommandDocuments::told).map(ToldStatus::round).orElse(0);
        Document resource = new Document(document);
        resource.keySet().removeAll(List.of("_id", "position", "expires_at"));
        return Optional.of(new ToldStatus(status(resource.toJson(), source), round));
    }

    private static Optional<ToldStatus> decision(CommandRef ref, Document entry) {
        return Optional.ofNullable(entry.get("decision", Document.class))
                .map(decision -> new ToldStatus(
                        status(decision.getString("status"), ref.source()), decision.getInteger("replays", 0)));
    }

    private static Status status(String json, String source) {
        JsonNode node = Json.mapper().readTree(json);
        return Json.mapper().treeToValue(((ObjectNode) node).put("source", source), Status.class);
    }

    private static CommandRef ref(String id) {
        return CommandRef.parse(id)
                .orElseThrow(() -> new IllegalArgumentException("The _id is not a source and an id"));
    }

    private static Date seenAt(Document entry) {
        return Date.from(Instant.ofEpochMilli(entry.get("first_seen", Document.class)
                .get("timestamp", Number.class)
                .longValue()));
    }
}
