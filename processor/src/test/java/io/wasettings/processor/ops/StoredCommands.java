package io.wasettings.processor.ops;

import com.mongodb.client.MongoDatabase;
import io.wasettings.service.mongo.CollectionNames;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;

/** Commands of a partner as the store has them, for pages that only show them: nothing lies on a topic. */
final class StoredCommands {

    private final MongoDatabase database;
    private final String source;
    private final String partner;
    private int stored;

    StoredCommands(MongoDatabase database, String partner) {
        this(database, "/stored", partner);
    }

    StoredCommands(MongoDatabase database, String source, String partner) {
        this.database = database;
        this.source = source;
        this.partner = partner;
    }

    /** The path of the console's page on one of them, counted from 0. */
    String page(int number) {
        return "command/" + id(number) + "?source=%2Fstored";
    }

    String id(int number) {
        return partner + "-" + number;
    }

    void applied(int count) {
        store(count, "applied", new Document("step", "save"));
    }

    void retrying(int count, String host) {
        store(count, "retrying", attempt(host).append("outcome", "unavailable"));
    }

    void failed(int count, String host) {
        store(count, "failed", attempt(host).append("outcome", "failed"));
    }

    /** Settings whose token is renewed no more, for a reason that nobody noted. */
    void stoppedRenewal() {
        stoppedRenewal(null);
    }

    /** Settings whose token is renewed no more, for that reason. */
    void stoppedRenewal(String reason) {
        database.getCollection(CollectionNames.SETTINGS)
                .insertOne(new Document("_id", partner + "/transactional/default")
                        .append("partner", partner)
                        .append("channel", "transactional")
                        .append("webhook_url", "https://hooks.example.com/" + partner)
                        .append("auth_type", "oauth2")
                        .append(
                                "oauth2",
                                new Document("grant_type", "client_credentials")
                                        .append("token_url", "https://id.example.com/token")
                                        .append("client_id", "settings-of-" + partner)
                                        .append("expires_in", 3600))
                        .append("sealed_token", "")
                        .append("command_id", id(0))
                        .append("updated_at", Date.from(Instant.now()))
                        .append("token_scope", "webhook.write")
                        .append("token_expires_at", Date.from(Instant.EPOCH))
                        .append(
                                "renewal",
                                new Document("state", "stopped")
                                        .append("failures", 5)
                                        .append("stop_reason", reason)
                                        .append("error", "the token endpoint refused: invalid_client")));
    }

    private static Document attempt(String host) {
        return new Document("at", Date.from(Instant.now()))
                .append("attempt", 3)
                .append("step", "probe")
                .append("host", host)
                .append("cause", "answered the verification call with 503")
                .append("duration_ms", 41);
    }

    private void store(int count, String state, Document latest) {
        database.getCollection(CollectionNames.COMMANDS)
                .insertMany(IntStream.range(stored, stored + count)
                        .mapToObj(number -> document(id(number), state, latest))
                        .toList());
        stored += count;
    }

    private Document document(String id, String state, Document latest) {
        Document status = new Document("state", state)
                .append("attempt", 3)
                .append("occurred_at", Instant.now().toString());
        return new Document("_id", source + " " + id)
                .append("command_id", id)
                .append("source", source)
                .append("partner", partner)
                .append("key", partner + "/transactional/default")
                .append("round", 0)
                .append("status", state.equals("applied") ? status : status.append("code", 2020))
                .append("latest", latest)
                .append("attempts", state.equals("applied") ? List.of() : List.of(latest))
                .append("created_at", Date.from(Instant.now()))
                .append("updated_at", Date.from(Instant.now()));
    }
}
