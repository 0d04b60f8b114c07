package io.wasettings.ingest.support;

import static org.awaitility.Awaitility.await;

import io.wasettings.ingest.IngestApplication;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application, started as it is shipped, on a free port. */
public final class Ingest implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Ingest(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Settings under which instances share nothing with other tests: own topics, own database, the tests' tokens. */
    public static Map<String, String> settings() {
        String id = UUID.randomUUID().toString();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.kafka.bootstrap-servers", TestBroker.bootstrapServers());
        settings.put("spring.mongodb.uri", TestStore.uri());
        settings.put("wa.settings.mongodb.database", TestStore.newDatabase());
        settings.put("wa.settings.topics.commands", "commands-" + id);
        settings.put("wa.settings.topics.status", "status-" + id);
        settings.put("wa.settings.topics.partitions", "3");
        settings.put("wa.settings.keys-file", TestKeys.publicFile().toString());
        settings.put("wa.settings.ingest.auth.mode", "tokens");
        settings.put("wa.settings.ingest.auth.tokens-file", TestTokens.file().toString());
        settings.put("wa.settings.ingest.rate-limit.requests", "100000");
        settings.put("wa.settings.ingest.wait", "20s");
        return settings;
    }

    /** Starts an instance and waits until it is ready. */
    public static Ingest ready(Map<String, String> settings) {
        Ingest ingest = start(settings);
        ingest.awaitReady();
        return ingest;
    }

    /** Starts an instance, ready or not. */
    public static Ingest start(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putIfAbsent("server.port", "0");
        all.put("logging.level.root", "warn");
        return new Ingest(IngestApplication.builder()
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new)));
    }

    /** A client with the token of the partner {@code acme}. */
    public Client client() {
        return new Client(URI.create("http://127.0.0.1:" + port()), TestTokens.ACME);
    }

    /** The port that it listens on. */
    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** The server that it listens with. */
    public WebServer webServer() {
        return ((ServletWebServerApplicationContext) context).getWebServer();
    }

    /** Waits until it is ready. */
    public void awaitReady() {
        Client anonymous = client().as(null);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> anonymous.get("/actuator/health/readiness").status() == 200);
    }

    @Override
    public void close() {
        context.close();
    }
}
