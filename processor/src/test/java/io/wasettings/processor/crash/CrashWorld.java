package io.wasettings.processor.crash;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.settings.Secrets;
import io.wasettings.processor.CommandClient;
import io.wasettings.processor.ProcessorProcess;
import io.wasettings.processor.TestSetup;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.RotatingServer;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import io.wasettings.testkit.guarantee.Recorded;
import io.wasettings.testkit.guarantee.Recorded.RefreshTokens;
import io.wasettings.testkit.guarantee.Recorded.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What outlives a processor: its broker, store, keys and partners, one token endpoint for each crash. */
final class CrashWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestSetup setup = TestSetup.on(TestBroker.bootstrapServers(), TestStore.uri());
    private final CommandClient client = new CommandClient(setup);
    private final Path crashFile = setup.keys().resolveSibling("crash");
    private final ScriptedServer webhook = ScriptedServer.start(Replies.reply(200, ""));
    private final Map<CrashPoint, RotatingServer> tokenEndpoints = new EnumMap<>(CrashPoint.class);
    private final List<Sent> sent = new ArrayList<>();

    CrashWorld() {
        for (CrashPoint point : CrashPoint.values()) {
            tokenEndpoints.put(point, new RotatingServer());
        }
        client.readStatuses();
    }

    /** Starts a processor, which is ready somewhat later. */
    ProcessorProcess startProcessor() {
        return ProcessorProcess.launch(Crashes.class, List.of("-D" + Crashes.FILE + "=" + crashFile), arguments());
    }

    private List<String> arguments() {
        String trusted = Stream.concat(
                        Stream.of(webhook.port()),
                        tokenEndpoints.values().stream().map(RotatingServer::port))
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
        List<String> arguments = new ArrayList<>(setup.arguments());
        arguments.addAll(List.of(
                "--spring.kafka.producer.properties.interceptor.classes=" + Crashes.AtTheBroker.class.getName(),
                // With this protocol the client says how soon it is taken for dead, with the other one the broker does.
                "--spring.kafka.consumer.properties.group.protocol=classic",
                "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                "--spring.kafka.consumer.properties.heartbeat.interval.ms=1000",
                "--wa.settings.processor.http.total-timeout=2s",
                "--wa.settings.processor.tokens.exchange-loan=7s",
                "--wa.settings.processor.renewal.enabled=false",
                "--wa.settings.processor.urls.trusted-hosts=" + trusted));
        return arguments;
    }

    /** Makes the next process that comes to that point die there. */
    void crashAt(CrashPoint point) {
        try {
            Files.writeString(crashFile, point.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RotatingServer tokenEndpoint(CrashPoint point) {
        return Objects.requireNonNull(tokenEndpoints.get(point));
    }

    /** Publishes a command whose refresh token that point's token endpoint exchanges. */
    void submit(CrashPoint point) {
        String members = """
                "webhook_url": "http://127.0.0.1:%d/hook", "auth_type": "oauth2", "oauth2": {"grant_type": "refresh_token",
                "token_url": "http://127.0.0.1:%d/token", "client_id": "c", "expires_in": 3600}""".formatted(webhook.port(), tokenEndpoint(point).port());
        Secrets secrets = new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t", Secrets.REFRESH_TOKEN, "rt-1"));
        RecordMetadata place = client.submit(id(point), key(point), members, secrets);
        sent.add(new Sent(id(point), key(point), place.offset(), Set.of("applied", "rejected")));
    }

    /**
     * Waits until nothing is under way: the next crash must not meet the command of the one before, which is told and
     * committed only some time after it is recorded.
     */
    void awaitRest() {
        await("committed offsets")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> setup.uncommitted().isEmpty());
    }

    /** The status of that point's command in the store. */
    Document status(CrashPoint point) {
        return Objects.requireNonNull(find("commands", "/test " + id(point))).get("status", Document.class);
    }

    /** The settings that are stored for that point's command, or null. */
    @Nullable
    Document settings(CrashPoint point) {
        return find("settings", key(point));
    }

    /** The refresh token that is stored with the settings. */
    String storedRefreshToken(CrashPoint point) {
        String sealed = settings(point).getString("sealed_secrets");
        return client.secretBox()
                .openAtRest(Purpose.SETTINGS, key(point), sealed)
                .fold(Secrets::refreshToken, refusal -> fail(refusal.message()));
    }

    /** The world as it is now, at rest. */
    Recorded recorded() throws Exception {
        sent.forEach(command -> client.terminal(command.id()));
        return client.recorded(List.copyOf(sent))
                .with(new RefreshTokens(
                        tokenEndpoints.values().stream()
                                .flatMap(endpoint -> endpoint.reuses().stream())
                                .toList(),
                        Files.readString(Crashes.deaths(crashFile))
                                .lines()
                                .map(Instant::parse)
                                .toList()));
    }

    @Override
    public void close() {
        client.close();
        webhook.close();
        tokenEndpoints.values().forEach(RotatingServer::close);
    }

    private @Nullable Document find(String collection, String id) {
        return client.collection(collection).find(eq(id)).first();
    }

    private static String id(CrashPoint point) {
        return "command-" + point;
    }

    private static String key(CrashPoint point) {
        return point.name() + "/transactional/default";
    }
}
