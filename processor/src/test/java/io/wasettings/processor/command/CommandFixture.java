package io.wasettings.processor.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.Status;
import io.wasettings.common.text.Json;
import io.wasettings.processor.TestKeys;
import io.wasettings.processor.command.attempt.CommandPipeline;
import io.wasettings.processor.command.attempt.CommandPipeline.Keeping;
import io.wasettings.processor.command.attempt.CommandPipeline.Partners;
import io.wasettings.processor.command.attempt.CommandPipeline.Rules;
import io.wasettings.processor.command.attempt.SecretsPolicy;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Delivery.Place;
import io.wasettings.processor.command.delivery.Servers;
import io.wasettings.processor.command.delivery.Servers.Found;
import io.wasettings.processor.command.reading.CommandReader;
import io.wasettings.processor.command.reading.KeysElsewhere;
import io.wasettings.processor.command.reading.RecordParser;
import io.wasettings.processor.command.reading.SealedRecords;
import io.wasettings.processor.command.report.Reporter;
import io.wasettings.processor.command.report.Reporter.Outlets;
import io.wasettings.processor.command.report.RetryPolicy;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.probe.WebhookProbe;
import io.wasettings.processor.renewal.RenewalPlan;
import io.wasettings.processor.renewal.RenewalProperties;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.processor.store.InMemoryCommandStore;
import io.wasettings.processor.store.InMemoryRenewalQueue;
import io.wasettings.processor.store.InMemorySettingsStore;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.validation.url.FakeResolver;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.processor.validation.url.UrlSettings;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.trace.Traces;
import io.wasettings.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A processor without a broker, a store or partners: what it is given and what it makes of it. */
final class CommandFixture implements AutoCloseable {

    static final Duration SLOW = Duration.ofMillis(20);
    static final SettingsKey KEY = new SettingsKey("acme", SettingsKey.Channel.TRANSACTIONAL, null);
    static final TopicProperties TOPICS = new TopicProperties("commands", "status", "retry", "dlt", 1, (short) 1);
    static final Duration MAX_DEFERRAL = Duration.ofMinutes(2);
    private static final RetryProperties RETRIES =
            new RetryProperties(List.of(Duration.ofSeconds(1), Duration.ofSeconds(10)), 0.1, MAX_DEFERRAL, 2);
    private static final String TOPIC_ID = "AAAAAAAAAAAAAAAAAAAAAA";

    private static final RenewalProperties NO_RENEWALS = new RenewalProperties(
            false,
            0.8,
            0.1,
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            1,
            1,
            1,
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofHours(6),
            20,
            Duration.ofSeconds(30));

    final MutableClock clock = new MutableClock();
    SecretBox secretBox = TestKeys.secretBox("k1");
    /** The keys that processors say to have. */
    Supplier<Set<String>> announcedKids = Set::of;

    final FakeResolver dns = new FakeResolver()
            .answering("hooks.example.com", "93.184.216.34")
            .answering("login.example.com", "93.184.216.35");
    final InMemorySettingsStore store = new InMemorySettingsStore();
    final InMemoryCommandStore commandStore = new InMemoryCommandStore();
    /** The largest record, in bytes, that a topic takes. */
    final Map<String, Integer> largest = new HashMap<>();

    /** Topics that take nothing for now. */
    final Set<String> away = ConcurrentHashMap.newKeySet();

    final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(
                        ProducerRecord<byte[], byte[]> record, Callback callback) {
                    if (size(record) > largest.getOrDefault(record.topic(), Integer.MAX_VALUE)) {
                        throw new RecordTooLargeException();
                    }
                    if (away.contains(record.topic())) {
                        throw new TimeoutException("away");
                    }
                    return super.send(record, callback);
                }
            };
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<TokenRequest> tokenRequests = new ArrayList<>();
    final List<String> probes = new ArrayList<>();

    Supplier<TokenResult> tokenEndpoint = () -> new TokenResult.Granted(token("t0k3n"), List.of());
    /** Happens before the token endpoint answers, given who is told of refused ways of authentication. */
    Consumer<Consumer<AuthMethod>> beforeToken = onRefused -> {};

    Supplier<ProbeResult> webhook = ProbeResult.Passed::new;
    RecordParser parser = new RecordParser();
    Traces traces = Traces.off();
    boolean acceptClearSecrets;
    boolean requireBoundDestinations;

    private final List<ReliableSender> senders = new ArrayList<>();
    private long nextOffset;

    /** The handler under test, as wired in production. */
    Commands commands() {
        RetryPolicy policy = retryPolicy();
        SealedRecords sealedRecords = new SealedRecords(secretBox, parser);
        ReliableSender sender = new ReliableSender(() -> producer, Runnable::run);
        senders.add(sender);
        CommandStore remembering = commandStore.remembering();
        Outlets outlets = new Outlets(remembering, sender, TOPICS, sealedRecords, traces);
        Reporter reporter = new Reporter(outlets, policy, RETRIES.maxReplays(), meters, clock);
        return new Commands(
                new CommandReader(
                        sealedRecords, secretBox, new KeysElsewhere(secretBox, () -> announcedKids.get()), parser),
                new Identity(remembering, secretBox.hashes()),
                pipeline(remembering),
                reporter,
                traces,
                clock);
    }

    RetryPolicy retryPolicy() {
        return new RetryPolicy(RETRIES, clock, new Random(1));
    }

    @Override
    public void close() {
        senders.forEach(ReliableSender::close);
    }

    private CommandPipeline pipeline(CommandStore commands) {
        Tokens tokens = (TokenRequest request, Consumer<AuthMethod> onRefused) -> {
            tokenRequests.add(request);
            beforeToken.accept(onRefused);
            return tokenEndpoint.get();
        };
        WebhookProbe probe = (target, bearer, key, id) -> {
            probes.add(target.url() + " " + bearer);
            return webhook.get();
        };
        return new CommandPipeline(
                new Rules(
                        new SecretsPolicy(acceptClearSecrets, requireBoundDestinations),
                        new UrlPolicy(UrlSettings.DEFAULTS, dns)),
                new Partners(tokens, probe),
                new Keeping(
                        store,
                        commands,
                        secretBox,
                        new RenewalPlan(NO_RENEWALS, new Random(1)),
                        new InMemoryRenewalQueue(store)),
                traces);
    }

    Token token(String value) {
        return new Token(
                value,
                null,
                new TokenFacts(
                        clock.instant(), clock.instant().plusSeconds(3600), "a b", AuthMethod.CLIENT_SECRET_BASIC),
                null);
    }

    /** A bearer command as a well-behaved producer writes it. */
    Delivery bearer(String id) {
        return command(id, "\"auth_type\": \"bearer\"", new Secrets(Map.of(Secrets.API_KEY, "k3y")));
    }

    /** An OAuth 2.0 command as a well-behaved producer writes it. */
    Delivery oauth2(String id) {
        return command(id, """
                "auth_type": "oauth2", "oauth2": {"grant_type": "client_credentials", "client_id": "acme",
                "token_url": "https://login.example.com/token", "scopes": ["a"], "expires_in": 3600}""", new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t")));
    }

    /** A bearer command for that webhook. */
    Delivery bearerTo(String webhookUrl) {
        return delivery("u" + webhookUrl.hashCode(), KEY.recordKey(), """
                {"webhook_url": "%s", "auth_type": "bearer", "sealed_secrets": "%s"}""".formatted(
                        webhookUrl, secretBox.seal(KEY.recordKey(), new Secrets(Map.of(Secrets.API_KEY, "k3y")))));
    }

    /** An OAuth 2.0 command for that webhook and token endpoint. */
    Delivery oauth2To(String webhookUrl, String tokenUrl) {
        return delivery("u1", KEY.recordKey(), """
                {"webhook_url": "%s", "auth_type": "oauth2", "sealed_secrets": "%s", "oauth2":
                 {"grant_type": "client_credentials", "client_id": "acme", "token_url": "%s", "expires_in": 60}}""".formatted(
                        webhookUrl,
                        secretBox.seal(KEY.recordKey(), new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t"))),
                        tokenUrl));
    }

    /** Takes the delivery to its end; returns how it found its servers. */
    Found handle(Delivery delivery) {
        Servers servers = servers();
        assertThat(commands().handle(delivery, servers).toCompletableFuture()).isCompleted();
        return servers.found(SLOW);
    }

    /** An object of its own for each command. */
    static Servers servers() {
        return new Servers(System::nanoTime);
    }

    /** Puts the delivery off. */
    void defer(Delivery delivery) {
        assertThat(commands().defer(delivery).toCompletableFuture()).isCompleted();
    }

    /** Ends an attempt at the delivery that does not end by itself. */
    void abandon(Delivery delivery) {
        assertThat(commands().abandon(delivery).toCompletableFuture()).isCompleted();
    }

    /** Hands the delivery on after an attempt that broke off. */
    void deferBroken(Delivery delivery) {
        assertThat(commands().deferBroken(delivery).toCompletableFuture()).isCompleted();
    }

    Delivery command(String id, String members, Secrets secrets) {
        return delivery(id, KEY.recordKey(), """
                {"webhook_url": "https://hooks.example.com/wa", %s, "sealed_secrets": "%s"}""".formatted(members, secretBox.seal(KEY.recordKey(), secrets)));
    }

    Delivery delivery(String id, String key, String value) {
        return delivery(event(id), key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    Delivery delivery(Map<String, byte[]> headers, byte[] key, byte[] value) {
        return delivery(headers(headers), key, value);
    }

    Delivery delivery(List<Header> headers, byte[] key, byte[] value) {
        clock.advance(Duration.ofMillis(1));
        return new Delivery(0, place(TOPICS.commands()), key, value, headers);
    }

    static Map<String, byte[]> event(String id) {
        return new HashMap<>(new CloudEvent(
                        new Context(id, "/test", CloudEvent.COMMAND_TYPE, null),
                        new Extensions("acme", "transactional", null, null),
                        new byte[0])
                .headers());
    }

    /** Headers of these names and values. */
    static List<Header> headers(Map<String, byte[]> values) {
        List<Header> headers = new ArrayList<>();
        values.forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        return headers;
    }

    /** The same with one more header, which counts in place of those of its name. */
    static Delivery with(Delivery delivery, String name, String value) {
        List<Header> headers = new ArrayList<>(delivery.headers());
        headers.add(new RecordHeader(name, value.getBytes(UTF_8)));
        return new Delivery(delivery.tier(), delivery.place(), delivery.key(), delivery.value(), headers);
    }

    /** What was sent to that topic so far. */
    List<ProducerRecord<byte[], byte[]>> sent(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    List<Status> statuses() {
        return sent(TOPICS.status()).stream()
                .map(record -> Json.mapper().readValue(record.value(), Status.class))
                .toList();
    }

    Status lastStatus() {
        List<Status> statuses = statuses();
        return statuses.get(statuses.size() - 1);
    }

    /** The last record of a topic as it comes back from there. */
    Delivery redelivered(String topic, int tier) {
        List<ProducerRecord<byte[], byte[]>> sent = sent(topic);
        ProducerRecord<byte[], byte[]> record = sent.get(sent.size() - 1);
        List<Header> headers = new ArrayList<>(List.of(record.headers().toArray()));
        return new Delivery(tier, place(topic), record.key(), record.value(), headers);
    }

    /** The same after a pause that was to last until now. */
    Delivery redeliveredOnTime(String topic, int tier) {
        return with(redelivered(topic, tier), "wa_due", String.valueOf(clock.millis()));
    }

    /** The next place on a topic. */
    Place place(String topic) {
        return new Place(topic, TOPIC_ID, 0, nextOffset++, clock.millis());
    }

    private static int size(ProducerRecord<byte[], byte[]> record) {
        int size = record.value() == null ? 0 : record.value().length;
        size += record.key() == null ? 0 : record.key().length;
        for (Header header : record.headers()) {
            size += header.value() == null ? 0 : header.value().length;
        }
        return size;
    }
}
