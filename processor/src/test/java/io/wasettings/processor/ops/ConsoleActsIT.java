package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** What operators do in the console. Leaves pictures of its pages in {@code target/console}. */
@Tag("browser")
@Timeout(value = 5, unit = MINUTES)
class ConsoleActsIT extends ConsoleSuite {

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
        browser.awaitText("2\napplied");
        browser.awaitText("completed");
        assertThat(browser.text()).doesNotContain("The replay has begun");
        browser.awaitText("the webhook is back");
        picture("replayed");
    }

    @OnLaptopAndPhone
    void what_is_selected_of_several_sources_is_replayed_source_by_source(int width) {
        stored.failed(2, "hooks.example.com");
        stored("/other").failed(2, "hooks.example.com");
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
    void where_the_list_has_parked_ones_alone_they_are_replayed_by_selection_and_no_others_with_them(int width) {
        List<String> failed = fail(2);
        ops.post("/ops/commands/" + failed.get(0) + "/park", "{\"note\": \"waits for the partner\"}");
        open(width, "commands?state=failed&parked=true&partner=" + partner);
        browser.awaitText("1 command\n");
        String replayAll =
                "[...document.querySelectorAll('button')].find(each => each.innerText.startsWith('Replay all'))";
        assertThat(browser.script("return " + replayAll + ".disabled").asBoolean())
                .isTrue();
        assertThat(browser.text()).contains("All means no parked ones");

        browser.click("//label[contains(., 'All on this page')]/input");
        browser.click("//button[contains(., 'Replay the selected 1')]");

        browser.awaitText("1 command would be sent.");
    }

    @OnLaptopAndPhone
    void where_the_list_may_have_parked_ones_among_others_it_says_that_all_does_not_mean_them(int width) {
        List<String> failed = fail(2);
        open(width, "commands?state=failed&partner=" + partner);
        browser.awaitText("2 commands\n");

        // None of this page is, as any of another may be.
        assertThat(browser.text()).contains("All means no parked ones");
        ops.post("/ops/commands/" + failed.get(0) + "/park", "{\"note\": \"waits for the partner\"}");

        browser.click("//button[contains(., 'Replay all that failed')]");
        browser.awaitText("1 command would be sent of 2 that match");
    }

    @OnLaptopAndPhone
    void a_replay_of_a_filter_is_cancelled_under_way(int width) {
        fail(4);
        open(width, "commands?state=failed&partner=" + partner);
        browser.click("//button[contains(., 'Replay all that failed')]");
        browser.awaitText("4 commands would be sent");
        browser.type("//input[@name='rate']", "1");
        browser.click("//button[.='Replay 4 commands']");
        browser.awaitText("The replay has begun");

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
        assertThat(browser.text()).contains("scope webhook.write");
        picture("partners");

        browser.click("//table[starts-with(@aria-label, 'Settings of')]//button[.='Resume']");

        browser.awaitText("is tried again");
    }

    @OnLaptopAndPhone
    void a_renewal_whose_refresh_token_was_refused_is_not_offered_to_be_resumed(int width) {
        stored.stoppedRenewal("refresh_token_refused");
        open(width, "partners?partner=" + partner);

        browser.awaitText("until the partner submits new settings");

        assertThat(browser.script(
                                "return [...document.querySelectorAll('table[aria-label^=\"Settings of\"] button')].length")
                        .asInt())
                .isZero();
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
}
