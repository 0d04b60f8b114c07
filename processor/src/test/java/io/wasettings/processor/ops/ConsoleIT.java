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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in a real browser. Leaves pictures of its pages in {@code target/console}. */
@Tag("browser")
@Timeout(value = 5, unit = MINUTES)
class ConsoleIT {

    private static final int LAPTOP = 1280;
    private static final int PHONE = 390;
    private static final int HEIGHT = 800;
    private static final Duration PATIENCE = Duration.ofSeconds(80);
    /** Whether a row begins with these two cells. */
    private static final String CELL =
            "return [...document.querySelectorAll('tr')].some(row => row.cells[0].innerText.trim() === arguments[0]"
                    + " && row.cells[1].innerText.trim() === arguments[1])";

    private static final Path PICTURES = Path.of("target", "console");
    private static final AtomicInteger WEBHOOK_STATUS = new AtomicInteger();
    private static final ScriptedServer WEBHOOK =
            ScriptedServer.start(conversation -> reply(WEBHOOK_STATUS.get(), "").answer(conversation));
    private static final ProcessorHarness HARNESS = new ProcessorHarness();
    private static final Map<Integer, Browser> BROWSERS = new HashMap<>();
    private static OpsClient ops;
    private static String url;

    private final String partner = "acme" + UUID.randomUUID().toString().substring(0, 8);
    private final StoredCommands stored = new StoredCommands(HARNESS.database(), partner);
    private Browser browser;

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
        var processor = HARNESS.start(
                "--wa.settings.processor.ops.tokens-file=" + OpsClient.tokensFile(),
                "--wa.settings.processor.http.circuit-breaker.enabled=false",
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + WEBHOOK.port());
        ops = OpsClient.of(processor);
        url = "http://127.0.0.1:" + processor.getEnvironment().getRequiredProperty("local.server.port") + "/console/";
        for (int width : List.of(LAPTOP, PHONE)) {
            BROWSERS.put(width, new Browser(width, HEIGHT));
        }
    }

    @AfterAll
    static void stop() {
        BROWSERS.values().forEach(Browser::close);
        HARNESS.close();
        WEBHOOK.close();
    }

    @AfterEach
    void theBrowserComplainsOfNothing() {
        if (browser != null) {
            browser.network(false, Duration.ZERO);
            browser.scheme("light");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @OnLaptopAndPhone
    void a_wrong_token_is_refused_and_the_right_one_opens_the_page_of_the_address(int width) {
        visit(width, "replays");
        signIn("wrong");
        browser.awaitText("Send an access token");

        signIn(OpsClient.TOKEN);

        browser.awaitText("as of");
        assertThat(browser.script("return document.querySelector('h1').innerText")
                        .asString())
                .isEqualTo("Replays");
    }

    @OnLaptop
    void a_malformed_address_leads_to_a_page_that_says_so(int width) {
        open(width, "command/%zz");

        browser.awaitScript("return document.querySelector('h1')?.innerText === 'Command'");
        browser.awaitScript("return document.querySelector('main .notice.bad') !== null");
    }

    @OnLaptopAndPhone
    void the_overview_counts_what_fails_and_what_waits_and_follows(int width) throws IOException {
        stored.failed(40, "hooks.example.com:" + (1000 + width));
        stored.retrying(2, "hooks.example.com");
        open(width, "");
        browser.awaitScript(CELL, partner, "40");
        browser.awaitScript(CELL, "hooks.example.com:" + (1000 + width), "40");
        browser.awaitText("commands wait");
        browser.awaitText("oldest");
        picture("overview");

        stored.failed(1, "other.example.com");

        browser.awaitScript(CELL, partner, "41");
        browser.click("//a[.='%s']".formatted(partner));
        browser.awaitText("41 commands");
    }

    @OnLaptopAndPhone
    void a_listing_is_paged_and_filtered_and_all_that_is_in_the_address(int width) {
        stored.applied(3000);
        open(width, "commands?state=applied&partner=" + partner);
        browser.awaitText("3,000 commands");
        browser.click("//a[.='Next']");
        browser.awaitText("Page 2");
        browser.click("//a[.='Next']");
        browser.awaitText("Page 3");
        browser.awaitUrl("cursor=");
        browser.click("//a[.='Previous']");
        browser.awaitText("Page 2");
        browser.awaitScript("return document.querySelectorAll('tbody tr').length === 50");
        if (width == PHONE) {
            browser.click("//summary");
        }

        browser.type("//input[@name='step']", "token");
        browser.click("//button[.='Filter']");

        browser.awaitText("No command matches");
        assertThat(browser.url()).contains("step=token", "state=applied").doesNotContain("cursor");
    }

    @OnLaptop
    void a_live_update_takes_away_neither_what_is_being_typed_nor_rows_nor_the_selection(int width) {
        stored.failed(3, "hooks.example.com");
        open(width, "commands?state=failed&partner=" + partner);
        browser.click("//input[@aria-label='Select %s']".formatted(stored.id(0)));
        browser.script("document.querySelector('tbody tr:last-child').marked = true");
        browser.type("//input[@name='host']", "hooks.exam");

        stored.failed(1, "hooks.example.com");

        browser.awaitText("4 commands");
        assertThat(browser.script("return document.querySelector('[name=host]').value")
                        .asString())
                .isEqualTo("hooks.exam");
        assertThat(browser.script("return document.querySelector('tbody tr:last-child').marked")
                        .asBoolean())
                .isTrue();
        assertThat(browser.text()).contains("Replay the selected 1");
    }

    @OnLaptopAndPhone
    void what_is_selected_is_counted_then_replayed_and_followed(int width) throws IOException {
        List<String> failed = fail(3);
        stored.failed(5, "hooks.example.com");
        open(width, "commands?state=failed&partner=" + partner);
        browser.awaitText("8 commands");
        failed.subList(0, 2).forEach(id -> browser.click("//input[@aria-label='Select %s']".formatted(id)));
        picture("commands");
        browser.click("//button[contains(., 'Replay the selected')]");
        browser.awaitText("2 commands would be sent");
        browser.type("//input[@name='limit']", "1" + Browser.TAB);
        browser.awaitText("1 command would be sent");
        browser.type("//input[@name='limit']", "2" + Browser.TAB);
        browser.awaitText("2 commands would be sent");
        browser.type("//input[@name='reason']", "the webhook is back");
        picture("replay");

        browser.click("//button[.='Replay 2 commands']");

        browser.awaitUrl("#/replays/");
        browser.awaitText("The replay has begun");
        browser.awaitText("2\napplied");
        browser.awaitText("the webhook is back");
        picture("replayed");
    }

    @OnLaptopAndPhone
    void what_is_selected_of_several_sources_is_replayed_source_by_source(int width) {
        stored.failed(2, "hooks.example.com");
        new StoredCommands(HARNESS.database(), "/other", partner).failed(2, "hooks.example.com");
        open(width, "commands?state=failed&partner=" + partner);
        browser.click("//input[@aria-label='Select %s']".formatted(stored.id(0)));
        browser.awaitText("Replay the selected 1");
        browser.click("//label[contains(., 'All on this page')]/input");

        browser.click("//button[contains(., 'Replay the selected 2 of /other')]");

        browser.awaitText("2 ids, source /other");
        browser.awaitText("of 2 that match");
        assertThat(browser.text()).contains("Replay the selected 2 of /stored");
    }

    @OnLaptopAndPhone
    void a_replay_of_a_filter_is_cancelled_under_way(int width) {
        fail(4);
        open(width, "commands?state=failed&partner=" + partner);
        browser.click("//button[contains(., 'Replay all that failed')]");
        browser.awaitText("4 commands would be sent");
        browser.type("//input[@name='rate']", "1");
        browser.click("//button[.='Replay 4 commands']");

        browser.click("//main//button[.='Cancel']");

        browser.awaitText("no more of it is sent");
        browser.awaitText("Begin again");
        assertThat(json(ops.get("/ops/replays?limit=1")).at("/0/sent").asInt()).isLessThan(4);
    }

    @OnLaptopAndPhone
    void a_command_shows_its_attempts_and_is_parked_with_a_note(int width) throws IOException {
        String id = fail(1).get(0);
        open(width, "command/" + id);
        browser.awaitText("Attempt 3: failed");
        picture("command");

        browser.type("//input[@name='note']", "waits for the partner");
        browser.click("//button[.='Park']");

        browser.awaitText("by ada");
        browser.click("//button[.='Unpark']");
        browser.awaitText("Not parked any more");
    }

    @OnLaptop
    void what_is_refused_stays_said_while_the_page_lives_on(int width) {
        stored.failed(1, "hooks.example.com");
        visit(width, stored.page(0));
        signIn(OpsClient.OBSERVER_TOKEN);
        browser.type("//input[@name='note']", "waits for the partner");
        browser.click("//button[.='Park']");
        browser.awaitText("Not done:");
        String asOf = "return document.querySelector('.head span').innerText";
        String before = browser.script(asOf).asString();

        browser.awaitScript(asOf + " !== arguments[0]", before);

        assertThat(browser.text()).contains("Not done:");
    }

    @OnLaptopAndPhone
    void a_partner_has_settings_with_the_state_of_its_token_and_a_renewal_to_resume(int width) throws IOException {
        stored.applied(1);
        stored.stoppedRenewal();
        open(width, "partners");
        browser.click("//table[@aria-label='Partners']//a[.='%s']".formatted(partner));
        browser.awaitText("Settings of " + partner);
        browser.awaitText("invalid_client (5 in a row)");
        picture("partners");

        browser.click("//table[starts-with(@aria-label, 'Settings of')]//button[.='Resume']");

        browser.awaitText("is tried again");
    }

    @OnLaptop
    void settings_wait_for_no_count_of_keys_and_are_there_when_it_fails(int width) {
        stored.stoppedRenewal();
        visit(width, "partners?partner=" + partner);
        browser.script("const real = window.fetch;"
                + "window.fetch = (path, asked) => path === '/ops/keys'"
                + " ? new Promise((come, fail) => window.failCount = fail) : real(path, asked)");
        signIn(OpsClient.TOKEN);

        browser.awaitText("invalid_client (5 in a row)");
        assertThat(browser.text()).contains("Being counted…");

        browser.script("window.failCount(new Error())");
        browser.awaitText("The keys could not be counted.");
        assertThat(browser.text()).contains("invalid_client (5 in a row)");
    }

    @OnLaptop
    void a_processor_that_is_away_is_said_beside_what_was_known(int width) {
        stored.failed(40, "hooks.example.com");
        open(width, "");
        browser.awaitScript(CELL, partner, "40");

        browser.network(true, Duration.ZERO);

        browser.awaitText("The processor does not answer");
        browser.awaitText("not up to date: as of");
        assertThat(browser.text()).contains(partner);
        browser.network(false, Duration.ZERO);
        browser.awaitScript("return !document.querySelector('.notice.bad')");
    }

    @OnLaptop
    void answers_that_take_longer_than_the_time_between_two_looks_are_shown(int width) {
        stored.failed(1, "hooks.example.com");
        open(width, "replays");
        browser.awaitText("as of");
        browser.network(false, Duration.ofSeconds(4));

        browser.open(url + "#/commands?partner=" + partner);

        browser.awaitText(stored.id(0));
    }

    @OnLaptop
    void everything_is_within_reach_of_the_keyboard(int width) {
        stored.failed(1, "hooks.example.com");
        visit(width, "commands?state=failed&partner=" + partner);
        browser.press("//input[@name='token']", OpsClient.TOKEN + Browser.ENTER);
        browser.awaitText("1 command");
        browser.press("//body", "/");
        browser.awaitScript("return document.activeElement.name === 'partner'");

        browser.press("//input[@aria-label='Select %s']".formatted(stored.id(0)), " ");
        browser.press("//button[contains(., 'Replay the selected 1')]", Browser.ENTER);

        browser.awaitScript("return document.activeElement.closest('dialog')?.open === true");
        browser.press("//input[@name='rate']", Browser.ESCAPE);
        browser.awaitScript("return document.activeElement.innerText.startsWith('Replay the selected')");
    }

    @OnLaptop
    void times_are_relative_utc_or_local_and_the_address_keeps_the_moment(int width) {
        browser = BROWSERS.get(width);
        browser.timeZone("Asia/Kolkata");
        stored.failed(1, "hooks.example.com");
        open(width, "commands?since=2026-01-31T00:00:00Z&partner=" + partner);
        browser.awaitScript("return /ago$|^now$/.test(document.querySelector('td time').innerText)");

        browser.press("//header//select", Browser.DOWN);
        browser.awaitScript("return document.querySelector('td time').innerText.endsWith(' UTC')");

        browser.press("//header//select", Browser.DOWN);
        browser.awaitScript("return document.querySelector('td time').innerText.includes('GMT+5:30')");
        browser.awaitText("Since (local)");
        browser.awaitScript("return document.querySelector('[name=since]').value === '2026-01-31T05:30'");
        browser.click("//button[.='Filter']");
        browser.awaitText("1 command");
        assertThat(browser.url()).contains("since=2026-01-31T00%3A00%3A00Z");
    }

    @OnLaptopAndPhone
    void every_page_has_contrast_names_for_its_controls_and_room_in_both_schemes(int width) throws IOException {
        stored.failed(2, "hooks.example.com");
        stored.retrying(1, "hooks.example.com");
        stored.stoppedRenewal();
        ops.post("/ops/replays", "{\"partner\": \"%s\", \"reason\": \"to see what is left out\"}".formatted(partner));
        for (String scheme : List.of("light", "dark")) {
            browser = BROWSERS.get(width);
            browser.scheme(scheme);
            visit(width, "");
            PageRules.assertKept(browser, scheme + ", sign-in");
            signIn(OpsClient.TOKEN);
            for (String page : List.of("", "commands?partner=" + partner, stored.page(0), "replays", "partners")) {
                browser.open(url + "#/" + page);
                browser.awaitScript("return document.querySelector('main').ariaBusy === 'false'");
                PageRules.assertKept(browser, scheme + ", " + page);
                picture(scheme + "-" + (page.isEmpty() ? "overview" : page.replaceAll("[/?].*", "")));
            }
            browser.open(url + "#/commands?partner=" + partner);
            browser.click("//button[contains(., 'Replay all that failed')]");
            browser.awaitText("2 commands skipped");
            PageRules.assertKept(browser, scheme + ", dialog");
        }
    }

    private void visit(int width, String page) {
        browser = BROWSERS.get(width);
        // Leaves the page, and so forgets the token.
        browser.open("about:blank");
        browser.open(url + "#/" + page);
    }

    private void open(int width, String page) {
        visit(width, page);
        signIn(OpsClient.TOKEN);
    }

    private void signIn(String token) {
        browser.type("//input[@name='token']", token);
        browser.click("//button[.='Open']");
    }

    private void picture(String name) throws IOException {
        browser.picture(PICTURES, name);
    }

    /** Commands that went all the way to the dead letters; the webhook is back then. */
    private List<String> fail(int count) {
        WEBHOOK_STATUS.set(503);
        List<String> ids = IntStream.range(0, count)
                .mapToObj(number -> UUID.randomUUID().toString())
                .toList();
        for (int i = 0; i < count; i++) {
            String key = partner + "/transactional/+1555" + (1000 + i);
            HARNESS.submitBearer(ids.get(i), key, "http://127.0.0.1:" + WEBHOOK.port() + "/hook");
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
