package io.wasettings.processor.ops;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** The console never says "none" where it ought to say "unknown". */
@Tag("browser")
@Timeout(value = 5, unit = MINUTES)
class ConsoleAwayIT {

    private final BrokerAndStore servers = new BrokerAndStore();
    private ConfigurableApplicationContext processor;
    private Browser browser;

    @AfterEach
    void close() {
        for (AutoCloseable each : new AutoCloseable[] {browser, processor, servers}) {
            if (each != null) {
                close(each);
            }
        }
    }

    @Test
    void a_store_a_broker_and_a_processor_that_go_away_are_named_and_what_they_knew_is_unknown() throws IOException {
        assumeThat(Browser.CHROMIUM).as("Chromium is installed").exists();
        assumeThat(ChromeDriver.EXECUTABLE).as("its driver is installed").exists();
        servers.start();
        processor = servers.startProcessor("--wa.settings.processor.ops.tokens-file=" + OpsClient.tokensFile());
        browser = new Browser(1280, 800);
        browser.open("http://127.0.0.1:" + processor.getEnvironment().getRequiredProperty("local.server.port")
                + "/console/");
        browser.type("//input[@name='token']", OpsClient.TOKEN);
        browser.click("//button[.='Open']");
        browser.awaitText("Broker up Store up");
        browser.awaitText("0\nfailed");

        servers.stopStore();
        browser.awaitText("Store away");
        browser.awaitText("–\nfailed");
        assertThat(browser.text())
                .contains("Not known while the store is away.")
                .doesNotContain("None.");
        browser.click("//nav//a[.='Commands']");
        browser.awaitText("Trying again");
        browser.click("//nav//a[.='Overview']");

        servers.stopBroker();
        browser.awaitText("Broker away");
        browser.awaitText("–\nrecords of lag");

        processor.close();
        browser.awaitText("The processor does not answer");
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
