package io.wasettings.processor.ops;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Finding one's way in the console. Leaves pictures of its pages in {@code target/console}. */
@Tag("browser")
@Timeout(value = 5, unit = MINUTES)
class ConsoleIT extends ConsoleSuite {

    /** Whether a row begins with these two cells. */
    private static final String CELL =
            "return [...document.querySelectorAll('tr')].some(row => row.cells[0].innerText.trim() === arguments[0]"
                    + " && row.cells[1].innerText.trim() === arguments[1])";

    /** What is counted that the console has no list of. */
    private static final String TILES_WITHOUT_LINK = "return [...document.querySelectorAll('.tile:not([href])')]"
            + ".map(each => each.innerText.replace(/.*\\n/, '')).join(', ')";

    @OnLaptopAndPhone
    void a_wrong_token_is_refused_and_the_right_one_opens_the_page_of_the_address(int width) {
        visit(width, "replays");
        signIn("wrong");
        browser.awaitText("This access token is unknown or has expired");

        signIn(OpsClient.TOKEN);

        browser.awaitText("as of");
        assertThat(browser.script("return document.querySelector('h1').innerText")
                        .asString())
                .isEqualTo("Replays");
    }

    @OnLaptop
    void a_long_key_is_broken_between_its_parts(int width) {
        stored.failed(1, "hooks.example.com");
        open(width, "commands?partner=" + partner);
        browser.awaitText("1 command\n");

        assertThat(browser.script("return document.querySelector('td.key a').innerHTML.replace(/<!--.*?-->/g, '')")
                        .asString())
                .isEqualTo(partner + "/<wbr>transactional/<wbr>default");
    }

    @OnLaptop
    void what_no_request_can_carry_as_a_token_is_refused_as_that(int width) {
        visit(width, "replays");
        for (String pasted : List.of(OpsClient.TOKEN + "\u200b", "“" + OpsClient.TOKEN + "”")) {
            signIn(pasted);
            browser.awaitText("This is no access token");
            assertThat(browser.text()).doesNotContain("does not answer");
        }
        signIn("  ");
        browser.awaitText("Type or paste an access token.");

        signIn(OpsClient.TOKEN);

        browser.awaitText("as of");
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
        assertThat(browser.script(TILES_WITHOUT_LINK).asString())
                .isEqualTo("records of lag, records on the dead-letter topic");
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
    void a_filter_that_is_refused_or_not_answered_has_no_list_no_counts_and_nothing_to_replay(int width) {
        stored.failed(1, "hooks.example.com");
        open(width, "commands?state=failed&partner=" + partner);
        browser.awaitText(stored.id(0));

        browser.open(url + "#/commands?code=abc");
        browser.awaitText("Correct code");

        assertNothingIsKnown();
        browser.open(url + "#/commands?partner=" + partner);
        browser.awaitText(stored.id(0));
        browser.network(true, Duration.ZERO);
        browser.open(url + "#/commands?partner=another");
        browser.awaitText("The processor does not answer");
        assertNothingIsKnown();
    }

    @OnLaptop
    void what_answered_another_filter_cannot_be_used_while_an_answer_is_awaited(int width) {
        stored.failed(1, "hooks.example.com");
        open(width, "commands?state=failed&partner=" + partner);
        browser.awaitText(stored.id(0));
        browser.network(false, Duration.ofSeconds(4));

        browser.open(url + "#/commands?partner=another");

        browser.awaitText("all –");
        browser.awaitScript("return document.querySelector('[inert] .actions') !== null");
    }

    private void assertNothingIsKnown() {
        assertThat(browser.text())
                .contains("all –", "failed –")
                .doesNotContain(stored.id(0), "Replay all", "No command matches", "as of");
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
        browser(width);
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
            browser(width);
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
}
