package io.wasettings.processor.ops;

import static org.awaitility.Awaitility.await;

import io.wasettings.common.text.Json;
import io.wasettings.testkit.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Chromium behind its own driver, spoken to in WebDriver (W3C): what it finds, clicks and reads is what people can.
 * What it waits for in vain is told with what the page showed instead.
 */
final class Browser implements AutoCloseable {

    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final String TAB = "\uE004";
    static final String DOWN = "\uE015";
    static final String ESCAPE = "\uE00C";
    static final String ENTER = "\uE007";

    /** Enough for a machine that has little time for browsers. */
    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    /**
     * Clicks on what XPath finds if people could: it is there, enabled, and nothing lies over it. In one go, so that
     * the page cannot move between the look and the click; answers what stands in the way.
     */
    private static final String CLICK = """
            const found = document.evaluate(arguments[0], document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
            if (!found) return 'it is not there';
            if (found.disabled) return 'it is disabled';
            found.scrollIntoView({block: 'center', behavior: 'instant'});
            const box = found.getClientRects()[0];
            if (!box) return 'it is not shown';
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            if (!found.contains(top)) return 'over it lies ' + (top ? top.outerHTML.slice(0, 200) : 'the edge');
            found.click();
            return '';
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ChromeDriver driver;
    private final String session;

    Browser(int width, int height) throws IOException {
        this.driver = ChromeDriver.start(PATIENCE);
        String sessions = driver.url() + "/session";
        this.session = sessions + "/"
                + send("POST", sessions, Map.of("capabilities", Map.of("alwaysMatch", capabilities(width, height))))
                        .path("sessionId")
                        .asString();
    }

    void open(String url) {
        post("/url", Map.of("url", url));
    }

    String url() {
        return send("GET", session + "/url", null).asString();
    }

    /** Clicks on what XPath finds, once that can be clicked. */
    void click(String xpath) {
        String[] obstacle = {""};
        until(() -> "click on " + xpath + ": " + obstacle[0], () -> {
            obstacle[0] = script(CLICK, xpath).asString();
            return obstacle[0].isEmpty();
        });
    }

    /** Types into a field in place of what is there. */
    void type(String xpath, String text) {
        until(() -> "type into " + xpath, () -> {
            String field = find(xpath);
            post("/element/" + field + "/clear", Map.of());
            post("/element/" + field + "/value", Map.of("text", text));
            return true;
        });
    }

    /** Presses keys on what XPath finds. */
    void press(String xpath, String keys) {
        until(() -> "press keys on " + xpath, () -> {
            post("/element/" + find(xpath) + "/value", Map.of("text", keys));
            return true;
        });
    }

    /** Waits until the page shows that text, in any case. */
    void awaitText(String text) {
        until(
                () -> "show \"" + text + "\"",
                () -> text().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Waits until what the script returns is true. */
    void awaitScript(String javaScript, Object... arguments) {
        until(
                () -> "make true: " + javaScript,
                () -> script(javaScript, arguments).asBoolean());
    }

    /** Waits until the address has that in it. */
    void awaitUrl(String part) {
        until(() -> "be at " + part, () -> url().contains(part));
    }

    String text() {
        return script("return document.body.innerText").asString();
    }

    JsonNode script(String javaScript, Object... arguments) {
        return post("/execute/sync", Map.of("script", javaScript, "args", List.of(arguments)));
    }

    /** Prefers light or dark colours. */
    void scheme(String name) {
        devTools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
    }

    /** Is somewhere else from now on. */
    void timeZone(String name) {
        devTools("Emulation.setTimezoneOverride", Map.of("timezoneId", name));
    }

    /** Makes the network of the page slow, or takes it away. */
    void network(boolean offline, Duration latency) {
        devTools("Network.enable", Map.of());
        devTools(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        offline,
                        "latency",
                        latency.toMillis(),
                        "downloadThroughput",
                        -1,
                        "uploadThroughput",
                        -1));
    }

    /**
     * What the page complained of, such as something that its policy refused; an answer that was no success is none.
     */
    List<String> complaints() {
        return post("/se/log", Map.of("type", "browser"))
                .valueStream()
                .filter(entry -> entry.path("level").asString().equals("SEVERE"))
                .map(entry -> entry.path("message").asString())
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    /** Leaves a picture of what is on the screen, named with its width. */
    void picture(Path folder, String name) throws IOException {
        String png = send("GET", session + "/screenshot", null).asString();
        long width = script("return window.innerWidth").asLong();
        Files.write(
                folder.resolve(name + "-" + width + ".png"), Base64.getDecoder().decode(png));
    }

    @Override
    public void close() {
        send("DELETE", session, null);
        driver.close();
    }

    /** Waits for what the page shall do; says what there was instead if it does not. */
    private void until(Supplier<String> deed, Callable<Boolean> done) {
        try {
            await().atMost(PATIENCE).ignoreExceptions().until(done);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "Within %s the page did not %s. At %s it shows:\n%s\nIt complained of %s"
                            .formatted(PATIENCE, deed.get(), url(), text(), complaints()),
                    e);
        }
    }

    private static Map<String, Object> capabilities(int width, int height) {
        Map<String, Object> screen = Map.of("width", width, "height", height, "pixelRatio", 1.0, "touch", false);
        return Map.of(
                "goog:loggingPrefs",
                Map.of("browser", "ALL"),
                "goog:chromeOptions",
                Map.of(
                        "binary",
                        CHROMIUM.toString(),
                        "args",
                        List.of("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"),
                        "mobileEmulation",
                        Map.of("deviceMetrics", screen)));
    }

    /** Sends a command of the DevTools protocol, for what WebDriver has no word for. */
    private void devTools(String command, Map<String, ?> parameters) {
        post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private String find(String xpath) {
        return post("/element", Map.of("using", "xpath", "value", xpath))
                .path(ELEMENT)
                .asString();
    }

    private JsonNode post(String path, Map<String, Object> body) {
        return send("POST", session + path, body);
    }

    private JsonNode send(String method, String url, @Nullable Map<String, ?> body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        Json.mapper().writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = HttpCalls.send(client, request, HttpResponse.BodyHandlers.ofString());
        JsonNode value = Json.mapper().readTree(answer.body()).path("value");
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(value.path("message").asString());
        }
        return value;
    }
}
