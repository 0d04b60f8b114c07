package io.wasettings.standalone;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.status.Status;
import io.wasettings.common.text.Json;
import io.wasettings.testkit.TopicRecords;
import io.wasettings.testkit.guarantee.Recorded.Told;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Everything that is left behind after commands were processed. */
final class Traces {

    /** Parts of every secret that requests, the partner's answers and access tokens have. */
    static final List<String> SECRETS = List.of(
            "your_client_secret",
            "your_refresh_token",
            "your_api_key",
            "demo-access-",
            "demo-refresh-",
            DataFolder.DEMO_TOKEN);

    private final Addresses addresses;

    Traces(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Keys, headers and values of all records of this system's topics. */
    List<String> topics() {
        return records("wa.settings.").stream().map(Traces::text).toList();
    }

    /** The ends of commands, as they were told. */
    List<Told> told() {
        return records("wa.settings.status").stream()
                .map(record -> Json.mapper().readValue(record.value(), Status.class))
                .filter(Status::terminal)
                .map(status -> new Told(status.commandId(), status.state().wireName()))
                .toList();
    }

    /** The trace contexts of a command's statuses, in order; null for one without. */
    List<String> traceparents(String commandId) {
        return records("wa.settings.status").stream()
                .filter(record -> header(record, "ce_subject").equals(commandId))
                .map(record -> header(record, "traceparent"))
                .toList();
    }

    /** How commands stand in the store, by id. */
    Map<String, String> stored() {
        Map<String, String> states = new HashMap<>();
        try (MongoClient client = MongoClients.create(addresses.mongoUri())) {
            client.getDatabase("wa_settings")
                    .getCollection("commands")
                    .find()
                    .forEach(command -> states.put(
                            command.getString("command_id"), command.getEmbedded(List.of("status", "state"), "none")));
        }
        return states;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topics) {
        return TopicRecords.read(addresses.bootstrapServers(), topic -> topic.startsWith(topics));
    }

    /** All documents of all collections. */
    List<String> documents() {
        try (MongoClient client = MongoClients.create(addresses.mongoUri())) {
            MongoDatabase database = client.getDatabase("wa_settings");
            List<String> documents = new ArrayList<>();
            for (String collection : database.listCollectionNames()) {
                database.getCollection(collection).find().forEach(document -> documents.add(document.toJson()));
            }
            return documents;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        append(text, record.key());
        append(text, record.value());
        for (Header header : record.headers()) {
            text.append(header.key());
            append(text, header.value());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, byte[] bytes) {
        text.append(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1))
                .append('\n');
    }
}
