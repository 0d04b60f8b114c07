package io.wasettings.standalone;

import io.wasettings.embedded.EmbeddedBroker;
import io.wasettings.embedded.EmbeddedStore;
import io.wasettings.ingest.IngestApplication;
import io.wasettings.processor.ProcessorApplication;
import io.wasettings.service.startup.UnknownPropertiesListener;
import io.wasettings.standalone.partner.DemoPartner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;

/** Starts the parts in the order in which they need each other, and stops them in reverse. */
public final class Standalone implements AutoCloseable {

    private static final String GROUP = "wa.settings.processor.group";
    private static final String KEYS_FILE = "wa.settings.keys-file";
    /** The ingest-api checks the topics first; until then it answers 503. */
    private static final Duration READY_WITHIN = Duration.ofSeconds(20);

    private final StandaloneProperties properties;
    private final Environment environment;
    private final Given given;
    private final Progress progress;
    private final Parts parts = new Parts();
    private boolean complete = true;
    private @Nullable Started started;

    /**
     * What has been started.
     *
     * @param addresses where everything listens
     * @param operatorToken the access token for operators that this start has made
     * @param complete whether everything answered
     */
    record Started(Addresses addresses, String operatorToken, boolean complete) {
        @Override
        public String toString() {
            return "Started[complete=" + complete + ", the rest redacted]";
        }
    }

    Standalone(StandaloneProperties properties, Environment environment, Progress progress) {
        this.properties = properties;
        this.environment = environment;
        this.given = Given.in(environment);
        this.progress = progress;
    }

    /**
     * Starts everything.
     *
     * @param arguments the command line, handed on to both applications
     */
    Started start(String... arguments) {
        UnknownPropertiesListener.unknown(environment).forEach(progress::say);
        DataFolder data = parts.keep(DataFolder.open(properties.dataDir()));
        progress.started("data", data.path().toString());
        String bootstrapServers = broker(data);
        String mongoUri = store(data);
        DemoPartner partner = partner();
        Map<String, Object> wiring = Map.of(
                Given.BOOTSTRAP_SERVERS,
                bootstrapServers,
                Given.MONGODB_URI,
                mongoUri,
                Given.TRUSTED_HOSTS,
                trustedHosts(partner));
        // First, since only the processor notices if the store is used with other keys.
        String operations = processor(data, wiring, arguments);
        String ingest = ingest(data, wiring, arguments);
        progress.started("console", operations + "/console/ (operator's token: " + data.operatorToken() + ")");
        Started all = new Started(
                new Addresses(ingest, operations, partner.url(), partner.outageUrl(), bootstrapServers, mongoUri),
                data.operatorToken(),
                complete);
        started = all;
        return all;
    }

    /** What has been started, once everything has. */
    Started started() {
        return Objects.requireNonNull(started, "not started");
    }

    @Override
    public void close() {
        parts.close();
    }

    private String broker(DataFolder data) {
        return given.bootstrapServers().map(this::givenBroker).orElseGet(() -> ownBroker(data));
    }

    private String givenBroker(String servers) {
        GivenBroker yours = GivenBroker.of(environment);
        progress.started("broker", servers + " (yours)" + waitedFor(yours.answers()));
        if (given.mongoUri().isEmpty()) {
            yours.refuseToShare(environment.getProperty(GROUP, "wa-settings-processor"));
        }
        return servers;
    }

    private String ownBroker(DataFolder data) {
        EmbeddedBroker broker =
                parts.start("kafka", properties.ports().kafka(), port -> EmbeddedBroker.start(data.broker(), port));
        progress.started("broker", broker.bootstrapServers() + " (embedded Kafka)");
        return broker.bootstrapServers();
    }

    private String waitedFor(boolean answers) {
        complete &= answers;
        return answers ? "" : ": NOTHING ANSWERS THERE; start it, or correct the address. It is waited for";
    }

    private String store(DataFolder data) {
        return given.mongoUri().map(this::givenStore).orElseGet(() -> ownStore(data));
    }

    private String givenStore(String uri) {
        // Not shown, since it may hold a password.
        progress.started("store", "as spring.mongodb.* says (yours)" + waitedFor(GivenStore.answers(uri)));
        return uri;
    }

    private String ownStore(DataFolder data) {
        NotWritten whenNotWritten = new NotWritten(data.store());
        EmbeddedStore store = parts.start(
                "mongo", properties.ports().mongo(), port -> EmbeddedStore.start(data.store(), port, whenNotWritten));
        progress.started("store", store.uri() + " (embedded, MongoDB-compatible)");
        return store.uri();
    }

    private DemoPartner partner() {
        DemoPartner partner = parts.start("partner", properties.ports().partner(), DemoPartner::start);
        progress.started("partner", partner.url() + " (demo: OAuth 2.0 token endpoint and webhooks)");
        return partner;
    }

    private String ingest(DataFolder data, Map<String, Object> wiring, String... arguments) {
        SpringApplicationBuilder ingest = IngestApplication.builder()
                .properties(Map.of(
                        "wa.settings.ingest.auth.mode",
                        "tokens",
                        "wa.settings.ingest.auth.tokens-file",
                        data.tokens().toString(),
                        "wa.settings.ingest.idempotency-secret-file",
                        data.idempotencySecret().toString()));
        int port = Parts.free("ingest", properties.ports().ingest());
        String url = parts.keep(
                        Application.start("ingest-api", ingest, own(port, data.publicKeys(), wiring), arguments))
                .awaitReady(complete ? READY_WITHIN : Duration.ZERO)
                .url();
        progress.started("ingest-api", url);
        return url;
    }

    private String processor(DataFolder data, Map<String, Object> wiring, String... arguments) {
        SpringApplicationBuilder processor = ProcessorApplication.builder()
                .properties(Map.of(
                        "wa.settings.processor.ops.tokens-file",
                        data.operators().toString(),
                        // Short, so that the demonstration of failures does not take ten minutes.
                        "wa.settings.processor.retry.delays",
                        "500ms,1s",
                        // Shorter than these, so that no command is given up because its partner was left alone.
                        "wa.settings.processor.http.circuit-breaker.open-for",
                        "100ms"));
        int port = Parts.free("ops", properties.ports().ops());
        String url = parts.keep(Application.start("processor", processor, own(port, data.keys(), wiring), arguments))
                .url();
        progress.started("processor", url + " (operations)");
        return url;
    }

    /**
     * The properties of one of the applications alone. The keys file is among them, whatever the user says, since none
     * serves both.
     */
    private static Map<String, Object> own(int port, Path keys, Map<String, Object> wiring) {
        Map<String, Object> own = new HashMap<>(wiring);
        own.put("server.port", port);
        own.put(KEYS_FILE, keys.toString());
        return own;
    }

    private String trustedHosts(DemoPartner partner) {
        return Stream.concat(given.trustedHosts().stream(), partner.hosts().stream())
                .collect(Collectors.joining(","));
    }
}
