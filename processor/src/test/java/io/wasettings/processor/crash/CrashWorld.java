package io.wasettings.processor.crash;

import static com.mongodb.client.model.Filters.eq;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.CloudEvent.Context;
import io.wasettings.common.CloudEvent.Extensions;
import io.wasettings.common.SecretBox;
import io.wasettings.common.Secrets;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.processor.secrets.KeyFile;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.RotatingServer;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What outlives a processor: its broker, store, keys and partners, one token endpoint for each crash. */
final class CrashWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String prefix = "crash" + UUID.randomUUID();
    private final Path folder = newFolder();
    private final SecretBox secretBox = SecretBox.load(folder.resolve("keys.json"));
    private final ScriptedServer webhook = ScriptedServer.start(Replies.reply(200, ""));
    private final Map<CrashPoint, RotatingServer> tokenEndpoints = new EnumMap<>(CrashPoint.class);
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    CrashWorld() {
        for (CrashPoint point : CrashPoint.values()) {
            tokenEndpoints.put(point, new RotatingServer());
        }
    }

    /** Arguments of every processor in this world. */
    List<String> arguments() {
        String trusted = Stream.concat(
                        Stream.of(webhook.port()),
                        tokenEndpoints.values().stream().map(RotatingServer::port))
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
        return List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--spring.kafka.producer.properties.interceptor.classes=" + Crashes.AtTheBroker.class.getName(),
                // With this protocol the client says how soon it is taken for dead, with the other one the broker does.
                "--spring.kafka.consumer.properties.group.protocol=classic",
                "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                "--spring.kafka.consumer.properties.heartbeat.interval.ms=1000",
                "--spring.mongodb.uri=" + TestStore.uri(),
                "--wa.settings.mongodb.database=" + prefix,
                "--wa.settings.keys-file=" + folder.resolve("keys.json"),
                "--wa.settings.topics.commands=" + prefix + ".commands",
                "--wa.settings.topics.status=" + prefix + ".status",
                "--wa.settings.topics.retry-prefix=" + prefix + ".retry",
                "--wa.settings.topics.dead-letter=" + prefix + ".dlt",
                "--wa.settings.topics.partitions=1",
                "--wa.settings.processor.group=" + prefix,
                "--wa.settings.processor.projection-group=" + prefix + "-projection",
                "--wa.settings.processor.tokens.exchange-loan=2s",
                "--wa.settings.processor.renewal.enabled=false",
                "--wa.settings.processor.urls.trusted-hosts=" + trusted);
    }

    Path crashFile() {
        return folder.resolve("crash");
    }

    /** Makes the next process that comes to that point die there. */
    void crashAt(CrashPoint point) {
        try {
            Files.writeString(crashFile(), point.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RotatingServer tokenEndpoint(CrashPoint point) {
        return Objects.requireNonNull(tokenEndpoints.get(point));
    }

    /** Publishes a command whose refresh token that point's token endpoint exchanges. */
    void submit(CrashPoint point) {
        String secrets = secretBox.seal(
                key(point), new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t", Secrets.REFRESH_TOKEN, "rt-1")));
        byte[] value = """
                {"webhook_url": "http://127.0.0.1:%d/hook", "auth_type": "oauth2", "oauth2": {"grant_type": "refresh_token",
                "token_url": "http://127.0.0.1:%d/token", "client_id": "c", "expires_in": 3600}, "sealed_secrets": "%s"}""".formatted(webhook.port(), tokenEndpoint(point).port(), secrets)
                .getBytes(UTF_8);
        CloudEvent event = new CloudEvent(
                new Context(id(point), "/test", CloudEvent.COMMAND_TYPE, null),
                new Extensions(partner(point), "transactional", null, null),
                value);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(prefix + ".commands", key(point).getBytes(UTF_8), value);
        event.headers().forEach((name, bytes) -> record.headers().add(name, bytes));
        try {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The projected terminal status of that point's command, waited for. */
    Document status(CrashPoint point) {
        return await("status of " + point)
                .atMost(PATIENCE)
                .until(
                        () -> status(find("commands", "/test " + id(point))),
                        found -> found != null && !"retrying".equals(found.getString("state")));
    }

    private static @Nullable Document status(@Nullable Document command) {
        return command == null ? null : command.get("status", Document.class);
    }

    /** The settings that are stored for that point's command, or null. */
    Document settings(CrashPoint point) {
        return find("settings", key(point));
    }

    /** The refresh token that is stored with the settings. */
    String storedRefreshToken(CrashPoint point) {
        String sealed = settings(point).getString("sealed_secrets");
        return ((SecretBox.Opened) secretBox.openAtRest(Purpose.SETTINGS, key(point), sealed))
                .secrets()
                .refreshToken();
    }

    @Override
    public void close() {
        producer.close();
        webhook.close();
        tokenEndpoints.values().forEach(RotatingServer::close);
    }

    private Document find(String collection, String id) {
        return TestStore.client()
                .getDatabase(prefix)
                .getCollection(collection)
                .find(eq(id))
                .first();
    }

    private static String id(CrashPoint point) {
        return "command-" + point;
    }

    private static String partner(CrashPoint point) {
        return point.name();
    }

    private static String key(CrashPoint point) {
        return partner(point) + "/transactional/default";
    }

    private static Path newFolder() {
        try {
            Path folder = Files.createTempDirectory("crash");
            new KeyFile(folder.resolve("keys.json"), Clock.systemUTC()).generate();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
