package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static io.wasettings.testkit.Replies.reply;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.ProcessorHarness;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in a real browser, over commands of a partner of each test's own. */
abstract class ConsoleSuite {

    static final int LAPTOP = 1280;
    static final int PHONE = 390;
    private static final int HEIGHT = 800;
    private static final Duration PATIENCE = Duration.ofSeconds(80);
    private static final Path PICTURES = Path.of("target", "console");
    private static final AtomicInteger WEBHOOK_STATUS = new AtomicInteger();
    private static final Map<Integer, Browser> BROWSERS = new HashMap<>();
    private static ScriptedServer webhook;
    private static ProcessorHarness harness;
    static OpsClient ops;
    static String url;

    final String partner = "acme" + UUID.randomUUID().toString().substring(0, 8);
    final StoredCommands stored = stored("/stored");
    Browser browser;

    /** On both, as what differs between them is only how wide they are. */
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0} pixels")
    @ValueSource(ints = {LAPTOP, PHONE})
    @interface OnLaptopAndPhone {}

    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0} pixels")
    @ValueSource(ints = LAPTOP)
    @interface OnLaptop {}

    @BeforeAll
    @Timeout(value = 5, unit = MINUTES)
    static void start() throws IOException {
        assumeThat(Browser.CHROMIUM).as("Chromium is installed").exists();
        assumeThat(ChromeDriver.EXECUTABLE).as("its driver is installed").exists();
        Files.createDirectories(PICTURES);
        webhook = ScriptedServer.start(
                conversation -> reply(WEBHOOK_STATUS.get(), "").answer(conversation));
        harness = new ProcessorHarness();
        var processor = harness.start(
                "--wa.settings.processor.ops.tokens-file=" + OpsClient.tokensFile(),
                "--wa.settings.processor.http.circuit-breaker.enabled=false",
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + webhook.port());
        ops = OpsClient.of(processor);
        url = "http://127.0.0.1:" + processor.getEnvironment().getRequiredProperty("local.server.port") + "/console/";
        for (int width : List.of(LAPTOP, PHONE)) {
            BROWSERS.put(width, new Browser(width, HEIGHT));
        }
    }

    @AfterAll
    static void stop() {
        BROWSERS.values().forEach(Browser::close);
        BROWSERS.clear();
        harness.close();
        webhook.close();
    }

    @AfterEach
    void theBrowserComplainsOfNothing() {
        if (browser != null) {
            browser.network(false, Duration.ZERO);
            browser.scheme("light");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Commands of that partner and source. */
    StoredCommands stored(String source) {
        return new StoredCommands(harness.database(), source, partner);
    }

    Browser browser(int width) {
        browser = BROWSERS.get(width);
        return browser;
    }

    void visit(int width, String page) {
        browser(width);
        // Leaves the page, and so forgets the token.
        browser.open("about:blank");
        browser.open(url + "#/" + page);
    }

    void open(int width, String page) {
        visit(width, page);
        signIn(OpsClient.TOKEN);
    }

    void signIn(String token) {
        browser.type("//input[@name='token']", token);
        browser.click("//button[.='Open']");
    }

    void picture(String name) throws IOException {
        browser.picture(PICTURES, name);
    }

    /** Commands that went all the way to the dead letters; the webhook is back then. */
    List<String> fail(int count) {
        WEBHOOK_STATUS.set(503);
        List<String> ids = IntStream.range(0, count)
                .mapToObj(number -> UUID.randomUUID().toString())
                .toList();
        for (int i = 0; i < count; i++) {
            String key = partner + "/transactional/+1555" + (1000 + i);
            harness.submitBearer(ids.get(i), key, "http://127.0.0.1:" + webhook.port() + "/hook");
        }
        await().atMost(PATIENCE)
                .until(() -> ids.stream()
                        .allMatch(id -> json(ops.get("/ops/commands/" + id))
                                .path("replayable")
                                .asBoolean()));
        WEBHOOK_STATUS.set(200);
        return ids;
    }
}
