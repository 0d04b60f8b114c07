package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.ProcessorHarness;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The console in a real browser, on a laptop and on a phone. Leaves pictures of its pages in {@code target/console}.
 */
@Tag("browser")
class ConsoleIT {

    private static final int HEIGHT = 800;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path PICTURES = Path.of("target", "console");
    private static final AtomicInteger WEBHOOK_STATUS = new AtomicInteger();
    private static final ScriptedServer WEBHOOK =
            ScriptedServer.start(conversation -> reply(WEBHOOK_STATUS.get(), "").answer(conversation));
    private static final ProcessorHarness HARNESS = new ProcessorHarness();
    private static OpsClient ops;
    private static String url;

    private final String partner = "acme" + UUID.randomUUID().toString().substring(0, 8);
    private Browser browser;

    @BeforeAll
    static void start() throws IOException {
        assumeThat(Browser.CHROMIUM).as("Chromium is installed").exists();
        assumeThat(Browser.DRIVER).as("its driver is installed").exists();
        Files.createDirectories(PICTURES);
        var processor = HARNESS.start(
                "--wa.settings.processor.ops.tokens-file=" + OpsClient.tokensFile(),
                "--wa.settings.processor.http.circuit-breaker.enabled=false",
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + WEBHOOK.port());
        ops = OpsClient.of(processor);
        url = "http://127.0.0.1:" + processor.getEnvironment().getRequiredProperty("local.server.port") + "/console/";
    }

    @AfterAll
    static void stop() {
        HARNESS.close();
        WEBHOOK.close();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void an_operator_finds_replays_cancels_and_parks(int width) throws IOException {
        List<String> failed = IntStream.range(0, 8).mapToObj(i -> submit()).toList();
        failed.forEach(ConsoleIT::awaitFailed);
        noteApplied(120);
        browser = new Browser(width, HEIGHT);
        signIn();
        browser.awaitText("Failing partners");
        picture("overview", width);

        pageThroughWhatWasApplied();
        selectAndReplay(failed.subList(0, 2), width);
        replayTheRestAndCancel();
        park(failed.get(7), width);

        assertThat(browser.script("return document.documentElement.scrollWidth").asInt())
                .as("nothing hangs over the edge")
                .isLessThanOrEqualTo(width);
        assertThat(browser.complaints()).isEmpty();
    }

    private void signIn() {
        browser.open(url);
        browser.type("//input[@name='token']", "wrong");
        browser.click("//button[.='Open']");
        browser.awaitText("Send an access token");
        browser.type("//input[@name='token']", OpsClient.TOKEN);
        browser.click("//button[.='Open']");
    }

    private void pageThroughWhatWasApplied() {
        browser.open(url + "#/commands?state=applied&partner=" + partner);
        browser.awaitText("120 commands");
        browser.click("//button[.='Next']");
        await().atMost(PATIENCE).until(() -> browser.url().contains("cursor="));
        browser.click("//button[.='Next']");
        await().atMost(PATIENCE).until(() -> rows() == 20);
        browser.click("//button[.='Previous']");
        await().atMost(PATIENCE).until(() -> rows() == 50);
        browser.type("//input[@name='step']", "token");
        browser.click("//button[.='Filter']");
        browser.awaitText("No command matches");
        assertThat(browser.url()).contains("step=token").doesNotContain("cursor");
    }

    private void selectAndReplay(List<String> ids, int width) throws IOException {
        browser.open(url + "#/commands?state=failed&partner=" + partner);
        browser.awaitText("8 commands");
        ids.forEach(id -> browser.click("//input[@aria-label='Select " + id + "']"));
        picture("commands", width);
        WEBHOOK_STATUS.set(200);
        browser.click("//button[contains(., 'Replay the selected')]");
        browser.awaitText("2 commands would be sent");
        browser.type("//input[@name='reason']", "the webhook is back");
        picture("replay", width);
        browser.click("//button[contains(., 'Replay 2 commands')]");
        await().atMost(PATIENCE).until(() -> browser.url().contains("#/replays/"));
        await().atMost(PATIENCE)
                .until(() -> json(ops.get("/ops/replays?limit=1"))
                                .at("/0/outcomes/applied")
                                .asInt()
                        == 2);
        browser.awaitText("2\napplied");
        browser.awaitText("the webhook is back");
    }

    private void replayTheRestAndCancel() {
        browser.open(url + "#/commands?state=failed&partner=" + partner);
        browser.awaitText("6 commands");
        browser.click("//button[contains(., 'Replay all that failed')]");
        browser.awaitText("6 commands would be sent");
        browser.type("//input[@name='rate']", "1");
        browser.click("//button[contains(., 'Replay 6 commands')]");
        browser.click("//main//button[.='Cancel']");
        browser.awaitText("cancelled");
        assertThat(json(ops.get("/ops/replays?limit=1")).at("/0/sent").asInt()).isLessThan(6);
    }

    private void park(String id, int width) throws IOException {
        await().atMost(PATIENCE)
                .until(() -> json(ops.get("/ops/commands/" + id)).path("state").asString(), "failed"::equals);
        browser.open(url + "#/command/" + id + "?source=%2Ftest");
        browser.awaitText("Attempt 3: failed");
        picture("command", width);
        browser.type("//input[@name='note']", "waits for the partner");
        browser.click("//button[.='Park']");
        browser.awaitText("by ada");
        browser.click("//button[.='Unpark']");
        browser.awaitText("Not parked any more");
    }

    private int rows() {
        return browser.script("return document.querySelectorAll('tbody tr').length")
                .asInt();
    }

    private void picture(String name, int width) throws IOException {
        Files.write(PICTURES.resolve(name + "-" + width + ".png"), browser.screenshot());
    }

    private String submit() {
        WEBHOOK_STATUS.set(503);
        String id = UUID.randomUUID().toString();
        String key = partner + "/transactional/+1555" + (1000 + Math.floorMod(id.hashCode(), 9000));
        HARNESS.submitBearer(id, key, "http://127.0.0.1:" + WEBHOOK.port() + "/hook");
        return id;
    }

    private static void awaitFailed(String id) {
        await().atMost(PATIENCE)
                .until(() ->
                        json(ops.get("/ops/commands/" + id)).path("replayable").asBoolean());
    }

    private void noteApplied(int count) {
        HARNESS.database()
                .getCollection("commands")
                .insertMany(IntStream.range(0, count)
                        .mapToObj(i -> new Document("_id", "/test " + partner + i)
                                .append("command_id", partner + i)
                                .append("source", "/test")
                                .append("partner", partner)
                                .append("round", 0)
                                .append(
                                        "status",
                                        new Document("state", "applied")
                                                .append("attempt", 1)
                                                .append(
                                                        "occurred_at",
                                                        Instant.now().toString()))
                                .append("created_at", Date.from(Instant.now()))
                                .append("updated_at", Date.from(Instant.now())))
                        .toList());
    }
}
