package io.wasettings.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;

/**
 * What every command costs at least, and nothing else: a token request, a webhook call, one upsert with majority, one
 * status. No seal is opened, no URL judged, nothing repeated, nothing guarded.
 */
final class Calls {

    private final CloseableHttpClient http;
    private final MongoCollection<Document> settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Target target;

    Calls(Target target) {
        this.target = target;
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(512)
                .setMaxConnPerRoute(64)
                .build();
        this.http = HttpClients.custom().setConnectionManager(connections).build();
        this.settings = MongoClients.create(target.storeUri())
                .getDatabase(target.prefix())
                .getCollection("settings")
                .withWriteConcern(WriteConcern.MAJORITY);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", target.bootstrapServers(), "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Does it once.
     *
     * @param id the command's id
     * @param key its record key
     * @param value its value, for the two URLs
     */
    void make(String id, String key, String value) {
        try {
            String token = between(
                    post(
                            between(value, "\"token_url\": \""),
                            "grant_type=client_credentials",
                            ContentType.APPLICATION_FORM_URLENCODED,
                            null),
                    "\"access_token\": \"");
            post(
                    between(value, "\"webhook_url\": \""),
                    "{\"type\": \"webhook.verification\"}",
                    ContentType.APPLICATION_JSON,
                    token);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        settings.replaceOne(
                Filters.eq("_id", key),
                new Document("_id", key).append("value", value),
                new ReplaceOptions().upsert(true));
        tell(id, key);
    }

    private String post(String url, String body, ContentType type, @org.jspecify.annotations.Nullable String token)
            throws IOException {
        HttpPost request = new HttpPost(url);
        request.setEntity(new StringEntity(body, type));
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        return http.execute(request, response -> EntityUtils.toString(response.getEntity()));
    }

    private void tell(String id, String key) {
        byte[] status =
                "{\"command_id\": \"%s\", \"state\": \"applied\"}".formatted(id).getBytes(UTF_8);
        try {
            producer.send(new ProducerRecord<>(target.prefix() + ".status", key.getBytes(UTF_8), status))
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String between(String text, String before) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf('"', start));
    }
}
