package io.wasettings.processor.ops;

import static org.awaitility.Awaitility.await;

import io.wasettings.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Chromium behind its own driver, spoken to in WebDriver (W3C): what it finds, clicks and reads is what people can. */
final class Browser implements AutoCloseable {

    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern PORT = Pattern.compile("on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    Browser(int width, int height) throws IOException {
        Path output = Files.createTempFile("chromedriver", ".log");
        this.driver = new ProcessBuilder(DRIVER.toString(), "--port=0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        String port = await().atMost(PATIENCE).until(() -> port(output), found -> !found.isEmpty());
        String sessions = "http://127.0.0.1:" + port + "/session";
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

    /** Clicks on what XPath finds, once it is there and can be clicked. */
    void click(String xpath) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            String element = find(xpath);
            // Away from the bar at the top, which would take the click.
            script("arguments[0].scrollIntoView({block: 'center'})", Map.of(ELEMENT, element));
            post("/element/" + element + "/click", Map.of());
            return true;
        });
    }

    /** Types into a field in place of what is there. */
    void type(String xpath, String text) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            post("/element/" + find(xpath) + "/clear", Map.of());
            post("/element/" + find(xpath) + "/value", Map.of("text", text));
            return true;
        });
    }

    /** Waits until the page shows that text, in any case. */
    void awaitText(String text) {
        await("the page shows \"" + text + "\"")
                .atMost(PATIENCE)
                .until(() -> script("return document.body.innerText.toLowerCase()")
                        .asString()
                        .contains(text.toLowerCase(Locale.ROOT)));
    }

    JsonNode script(String javaScript, Object... arguments) {
        return post("/execute/sync", Map.of("script", javaScript, "args", List.of(arguments)));
    }

    /** What the page complained of, such as something that its policy refused; a token that was refused is none. */
    List<String> complaints() {
        return post("/se/log", Map.of("type", "browser"))
                .valueStream()
                .filter(entry -> entry.path("level").asString().equals("SEVERE"))
                .map(entry -> entry.path("message").asString())
                .filter(message -> !message.contains("a status of 401"))
                .toList();
    }

    byte[] screenshot() {
        return Base64.getDecoder()
                .decode(send("GET", session + "/screenshot", null).asString());
    }

    @Override
    public void close() {
        send("DELETE", session, null);
        driver.destroy();
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
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value = Json.mapper().readTree(answer.body()).path("value");
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(value.path("message").asString());
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String port(Path output) throws IOException {
        Matcher started = PORT.matcher(Files.readString(output));
        List<String> found = new ArrayList<>();
        while (started.find()) {
            found.add(started.group(1));
        }
        return found.isEmpty() ? "" : found.get(found.size() - 1);
    }
}
