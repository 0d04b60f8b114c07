package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.RawAnswer;
import io.wasettings.ingest.support.SharedIngest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP alone tells to be wrong; every answer is a problem document. */
class HttpEdgesIT {

    private static final String SETTINGS = "/api/wa/v2/transactional/settings";
    private static final String ASYNC = "respond-async";

    private final Client client = SharedIngest.client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/vnd.acme+json",
                "application/problem+json",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "application/json; charset=utf-16; charset=utf-8",
                "application/json; charset",
                "application/*",
                "json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x"
            })
    void only_json_in_utf_8_is_taken(String mediaType) {
        Answer answer = client.submit(Bodies.bearer("silent"), "Content-Type", mediaType);

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON;charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "application/json; ;charset=utf-8;"
            })
    void json_in_utf_8_is_taken_however_it_is_spelled(String mediaType) {
        Answer answer = client.submit(Bodies.bearer("silent"), "Content-Type", mediaType, "Prefer", ASYNC);

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void a_body_without_a_media_type_is_not_taken() throws IOException {
        assertThat(SharedIngest.raw("POST " + SETTINGS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer acme-token\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 415 ")
                .contains("application/problem+json");
    }

    @Test
    void a_body_of_two_media_types_is_not_taken() {
        Answer answer = client.submit(
                Bodies.bearer("silent"), "Content-Type", "application/json", "Content-Type", "text/plain");

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({"gzip, 415", "br, 415", "identity, 202", "'', 202"})
    void content_codings_are_not_undone(String coding, int status) {
        Answer answer = client.submit(Bodies.bearer("silent"), "Content-Encoding", coding, "Prefer", ASYNC);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void only_who_sent_another_coding_is_told_which_one_is_taken() {
        assertThat(client.submit("{}", "Content-Encoding", "gzip").header("Accept-Encoding"))
                .hasValue("identity");
        assertThat(client.submit("{}", "Content-Type", "text/plain").header("Accept-Encoding"))
                .isEmpty();
    }

    @Test
    void a_body_that_is_too_large_is_refused_by_its_announced_length() {
        assertProblem(client.post("transactional", new byte[64 * 1024 + 1]), 413, "too-large");
    }

    @Test
    void a_body_that_is_too_large_is_refused_while_it_is_read() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

        assertThat(SharedIngest.raw("POST " + SETTINGS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer acme-token\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 5000000, ''", "Transfer-Encoding: chunked, 4C4B40\\r\\n"})
    void a_body_that_is_larger_than_what_is_read_for_nothing_is_refused_once(String length, String chunk)
            throws IOException {
        String body = "x".repeat(64 * 1024 + 4 * 1024 * 1024 + 1);

        RawAnswer answer = RawAnswer.of(SharedIngest.raw("POST " + SETTINGS + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer acme-token\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n"
                + chunk.translateEscapes() + body));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:too-large");
        assertThat(answer.headers()).containsEntry("Connection", "close");
    }

    @Test
    void a_body_of_exactly_the_limit_is_decoded() {
        byte[] body = (" ".repeat(64 * 1024 - 2) + "{}").getBytes(StandardCharsets.UTF_8);

        assertThat(client.post("transactional", body).code()).isEqualTo(2011);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/wa/v2/nothing, 404, not-found",
        "GET, /nothing, 404, not-found",
        "GET, /error, 404, not-found",
        "GET, /api/wa/v2/unknown/settings, 404, not-found",
        "POST, /api/wa/v2/unknown/settings, 404, not-found",
        "DELETE, /api/wa/v2/transactional/settings, 405, method-not-allowed",
        "PROPFIND, /api/wa/v2/transactional/settings, 405, method-not-allowed",
        "FOO, /api/wa/v2/commands/a%2fb, 405, method-not-allowed",
        "POST, /api/wa/v2/commands/settings, 405, method-not-allowed",
        "TRACE, /api/wa/v2/transactional/settings, 405, method-not-allowed",
        "TRACK, /api/wa/v2/transactional/settings, 405, method-not-allowed",
        "GET, /api/wa/v2/transactional/settings?=1, 400, invalid-parameter",
        "POST, /api/wa/v2/transactional/settings?from=%2B14155552671, 400, invalid-parameter",
        "POST, /api/wa/v2/transactional/settings?=1, 400, invalid-parameter",
        "GET, /api/wa/v2/commands/a;b=c, 400, bad-request",
        "GET, /api/wa/v2/commands/a%2fb, 404, not-found",
        "GET, /api/wa/v2/commands/..%2f..%5c%3b%25, 404, not-found",
        "GET, /api/wa/v2/commands/a%2fb;c, 400, bad-request",
        "GET, /api/wa/v2/commands/a//b, 400, bad-request",
        "GET, /api/wa/v2/commands/../commands/a, 400, bad-request",
        "GET, /api/wa/v2/commands%2fa, 400, bad-request",
        "GET, /docs%5cindex.html, 400, bad-request",
        "GET, /%252e%252e/, 400, bad-request",
        "GET, /api/wa/v2//commands/a, 400, bad-request"
    })
    void whatever_else_is_wrong_is_a_problem_too(String method, String path, int status, String type) {
        Answer answer = client.request(method, path);

        assertProblem(answer, status, type);
        assertThat(answer.text("instance")).isEqualTo(path.replaceFirst("\\?.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void a_channel_that_does_not_exist_is_told_with_those_that_do(String method) {
        assertThat(client.request(method, "/api/wa/v2/marketing/settings").text("detail"))
                .isEqualTo("There is no such channel; the channels are transactional and conversational.");
    }

    @Test
    void who_sends_no_token_is_told_what_to_do() {
        assertProblem(client.as(null).get(SETTINGS), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void what_the_client_cannot_accept_is_refused_before_anything_happens(String method) {
        Answer answer = client.request(method, SETTINGS, "Accept", "text/html", "Content-Type", "application/json");

        assertProblem(answer, 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PROPFIND", "TRACE"})
    void a_method_that_is_not_allowed_is_told_which_ones_are(String method) {
        assertThat(client.request(method, SETTINGS)
                        .header("Allow")
                        .orElseThrow()
                        .split(", ?"))
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
    }

    @Test
    void trace_is_refused_like_any_other_method_wherever_it_is_sent() {
        assertProblem(client.request("TRACE", "/nothing"), 404, "not-found");
        assertProblem(client.request("TRACE", "/api/wa/v2/commands/a;b=c"), 400, "bad-request");
        assertProblem(client.as(null).request("TRACE", SETTINGS), 401, "unauthorized");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/wa/v2/transactional/settings, 'GET,HEAD,POST,OPTIONS'",
        "/api/wa/v2/commands/a, 'GET,HEAD,OPTIONS'",
        "/api/wa/v2/commands/settings, 'GET,HEAD,OPTIONS'"
    })
    void options_tells_which_methods_are_allowed_to_who_has_a_token(String path, String methods) {
        Answer answer = client.request("OPTIONS", path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow").orElseThrow().split(", ?")).containsExactlyInAnyOrder(methods.split(","));
        assertThat(answer.body()).isEmpty();
        assertProblem(client.as(null).request("OPTIONS", path), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a|b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "POST /api/wa/v2/transactional/settings HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n"
            })
    void requests_too_malformed_to_reach_the_application_are_problems_as_well(String request) throws IOException {
        assertThat(SharedIngest.raw(request))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json", "urn:wa-settings:problem:bad-request")
                .contains("\"detail\":\"Correct the request line", "\"instance\":\"/")
                .doesNotContain("Tomcat", "html");
    }

    @Test
    void headers_that_are_too_large_are_a_problem() {
        Answer answer = client.get("/openapi.yaml", "X", "x".repeat(20_000));

        assertProblem(answer, 400, "bad-request");
        assertThat(answer.text("detail")).contains("the header fields", "must not be too long");
    }

    @Test
    void two_authorization_fields_are_one_too_many() throws IOException {
        assertThat(SharedIngest.raw("GET " + SETTINGS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer acme-token\r\nAuthorization: Bearer acme-token\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"detail\":\"There is more than one Authorization field; send one.\"");
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:" + type);
        assertThat((Object) answer.json().get("status")).isEqualTo(Json.mapper().valueToTree(status));
        assertThat(answer.text("title")).isNotBlank();
        assertThat(answer.text("detail")).isNotBlank();
        assertThat(answer.text("instance")).startsWith("/");
    }
}
