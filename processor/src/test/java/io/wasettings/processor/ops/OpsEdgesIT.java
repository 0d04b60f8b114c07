package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import io.wasettings.processor.ProcessorHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What HTTP alone tells to be wrong on the operations port: the problems of the ingest-api, word for word. */
class OpsEdgesIT {

    @AutoClose
    private static final ProcessorHarness HARNESS = new ProcessorHarness();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        port = HARNESS.start("--wa.settings.processor.ops.tokens-file=" + OpsClient.tokensFile())
                .getEnvironment()
                .getRequiredProperty("local.server.port", Integer.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404, not-found",
        "GET, /ops/nothing, 404, not-found",
        "GET, /console/nothing, 404, not-found",
        "GET, /error, 404, not-found",
        "GET, /.well-known/oauth-protected-resource, 404, not-found",
        "POST, /ops/commands, 405, method-not-allowed",
        "PROPFIND, /ops/commands, 405, method-not-allowed",
        "TRACE, /ops/commands, 405, method-not-allowed",
        "GET, /ops/replays/a;b=c, 400, bad-request",
        "GET, /ops/replays?limit=many, 400, bad-request",
        "GET, /ops/commands?partner=%FF, 400, invalid-parameter"
    })
    void whatever_is_wrong_with_a_request_is_a_problem(String method, String path, int status, String type)
            throws Exception {
        assertProblem(send(request(path).method(method, HttpRequest.BodyPublishers.noBody())), status, type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/plain", "application/x-www-form-urlencoded", "json"})
    void only_json_is_taken(String mediaType) throws Exception {
        HttpResponse<String> answer = send(request("/ops/replays")
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofString("dry_run: true")));

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/html"})
    void only_json_is_answered(String mediaType) throws Exception {
        assertProblem(send(request("/ops/commands").header("Accept", mediaType)), 406, "not-acceptable");
    }

    @Test
    void an_invalid_token_keeps_nobody_from_what_needs_none() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/openapi.yaml"));

        assertThat(send(request.header("Authorization", "Bearer unknown")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_range_that_is_none_is_answered_with_all_of_it() throws Exception {
        HttpResponse<String> answer = send(request("/openapi.yaml").header("Range", "bytes=abc"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("openapi: ");
    }

    @Test
    void who_may_not_is_told_in_the_same_words() throws Exception {
        HttpRequest.Builder nobody = HttpRequest.newBuilder(uri("/ops/commands"));

        HttpResponse<String> unauthorized = send(nobody);
        HttpResponse<String> forbidden = send(nobody.header("Authorization", "Bearer " + OpsClient.PARTNER_TOKEN));

        assertProblem(unauthorized, 401, "unauthorized");
        assertThat(unauthorized.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertProblem(forbidden, 403, "forbidden");
        assertThat(problem(forbidden).path("detail").asString())
                .isEqualTo("The access token lacks the scope wa.settings.observe.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a|b HTTP/1.1\r\nHost: a\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "POST /ops/replays HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"
            })
    void a_malformed_head_is_a_problem_as_well(String request) throws IOException {
        assertThat(raw(request))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json", "urn:wa-settings:problem:bad-request")
                .contains("\"detail\":\"Correct the request line", "\"instance\":\"/")
                .doesNotContain("Tomcat", "html");
    }

    @Test
    void it_answers_to_the_names_of_the_loopback_interface_alone() throws IOException {
        assertThat(raw("GET /console/ HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .contains("urn:wa-settings:problem:misdirected-request");
        assertThat(raw("GET /console/ HTTP/1.1\r\nHost: localhost:8081\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_probe_may_call_it_by_any_address_and_a_scraper_may_not() throws IOException {
        assertThat(raw("GET /actuator/health/liveness HTTP/1.1\r\nHost: 10.1.2.3:8081\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(raw("GET /actuator/prometheus HTTP/1.1\r\nHost: 10.1.2.3:8081\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem(answer).path("type").asString()).isEqualTo("urn:wa-settings:problem:" + type);
        assertThat(problem(answer).path("status").asInt()).isEqualTo(status);
        assertThat(problem(answer).path("title").asString()).isNotBlank();
        assertThat(problem(answer).path("detail").asString()).isNotBlank();
        assertThat(problem(answer).path("instance").asString()).startsWith("/");
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        return Json.mapper().readTree(answer.body());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + OpsClient.TOKEN);
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
