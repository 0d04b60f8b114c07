package io.wasettings.processor.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.Cases;
import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import io.wasettings.testkit.TestCa;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** One hard case of {@code token_responses.json}: a scripted token endpoint and the request to it. */
final class TokenCase implements AutoCloseable {

    static final TestCa CA = new TestCa();
    private static final TestCa UNKNOWN_CA = new TestCa();
    private static final String HOST = "login.example.com";

    /**
     * What cannot be simulated here, and why: revocation is not checked (as the platform's default has it), HTTP/2 is
     * never offered, JSSE has no anonymous or NULL cipher left to switch on, and a failing look-up is the URL policy's
     * to judge.
     */
    private static final Set<String> NOT_SIMULATED = Set.of(
            "revoked certificate", "HTTP/2 RST_STREAM REFUSED_STREAM", "anonymous or NULL cipher", "resolver SERVFAIL");

    /** What ends by a time-out only. */
    private static final Set<String> SILENT =
            Set.of("headers, then silence", "accepted, no response", "TCP accepted, no ServerHello");

    private final JsonNode json;
    private final ScriptedServer server;
    private final boolean tls;

    TokenCase(JsonNode json) {
        this.json = json;
        String behaviour = json.at("/response/behaviour").stringValue("");
        this.tls = json.get("family").stringValue().equals("tls") && !behaviour.contains("no ServerHello");
        this.server = tls ? startTls(behaviour) : plainServer(behaviour);
        if (behaviour.equals("connection refused")) {
            server.close();
        }
    }

    /**
     * Leaves out what is about the webhook, which the probe's tests have, and what goes on after the answer, which
     * {@code RefreshTokenExchangeTest} has.
     */
    static boolean canBeSimulated(JsonNode json) {
        return !json.has("sequence")
                && !json.at("/response/target").stringValue("").equals("webhook_url")
                && !NOT_SIMULATED.contains(json.at("/response/behaviour").stringValue(""));
    }

    /** Whether the client waits until its patience is at an end. */
    static boolean isSilent(JsonNode json) {
        return SILENT.contains(json.at("/response/behaviour").stringValue(""));
    }

    List<String> allowed() {
        // What is refused for safety is permanent, and told as such.
        Stream<String> allowed = json.get("allow")
                .valueStream()
                .map(JsonNode::stringValue)
                .map(verdict -> verdict.equals("security") ? "permanent" : verdict);
        // Where a case contradicts the contract on falling back to another way of authentication, the contract wins.
        return json.get("name").stringValue().endsWith("_fallback") ? List.of("ok") : allowed.toList();
    }

    TokenRequest request() {
        JsonNode request = json.path("request");
        boolean refresh = json.get("grant").stringValue().equals("refresh_token");
        TokenRequest plain = TokenFixture.request(
                UUID.randomUUID().toString(),
                target(),
                refresh ? json.at("/pre/refresh_token").stringValue("rt") : null);
        PartnerClient client = plain.client();
        return new TokenRequest(
                plain.requester(),
                new PartnerClient(
                        "partner-" + UUID.randomUUID(),
                        client.endpoint(),
                        request.path("client_id").stringValue(client.id()),
                        request.path("client_secret").stringValue(client.secret()),
                        request.has("scopes") ? List.of() : client.scopes(),
                        client.declaredLifetime()),
                plain.grant(),
                plain.authMethods());
    }

    /** What must hold of every request, and what this case says of its own. */
    void assertRequests() {
        JsonNode expected = json.path("request");
        for (Request request : server.requests()) {
            assertThat(request.target()).as("credentials never in the query").isEqualTo(target().requestTarget());
            assertThat(request.headers()).doesNotContainKeys("Cookie", "Accept-Language");
        }
        if (expected.has("authorization")) {
            assertThat(server.requests().get(0).headers())
                    .containsEntry(
                            "Authorization", expected.get("authorization").stringValue());
        }
        expected.path("body_must_not_contain")
                .forEach(text -> assertThat(server.requests().get(0).body()).doesNotContain(text.stringValue()));
    }

    @Override
    public void close() {
        server.close();
    }

    private Target target() {
        String host = json.at("/response/behaviour").stringValue("").contains("lacking an IP SAN") ? "127.0.0.1" : HOST;
        String authority = host + ":" + server.port();
        boolean https = json.get("family").stringValue().equals("tls");
        return Targets.trusted((https ? "https://" : "http://") + authority + "/oauth2/token?tenant=contoso");
    }

    private ScriptedServer startTls(String behaviour) {
        return switch (behaviour) {
            case "expired certificate" -> ScriptedServer.startTls(CA.expiredServerFor(HOST), good());
            case "unknown CA" -> ScriptedServer.startTls(UNKNOWN_CA.serverFor(HOST), good());
            case "unrecognized_name alert" -> ScriptedServer.startTls(CA.serverFor("other.example.com"), good());
            default -> ScriptedServer.startTls(CA.serverFor(HOST), good());
        };
    }

    private ScriptedServer plainServer(String behaviour) {
        return behaviour.contains("no ServerHello")
                ? ScriptedServer.startDeaf(Replies.silence())
                : ScriptedServer.start(steps());
    }

    private Step[] steps() {
        JsonNode response = json.get("response");
        if (response.has("sequence")) {
            return response.get("sequence").valueStream().map(TokenCase::step).toArray(Step[]::new);
        }
        return new Step[] {step(response)};
    }

    private static Step step(JsonNode response) {
        String behaviour = response.path("behaviour").stringValue("");
        return switch (behaviour) {
            case "" -> Replies.raw(head(response) + latin1(Cases.bytes(response)));
            case "endless 103 responses" -> Replies.endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
            case "endless chunks of spaces" ->
                Replies.endless(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "400\r\n" + " ".repeat(1024) + "\r\n");
            case "headers, then silence" ->
                conversation -> {
                    conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
                    Replies.silence().answer(conversation);
                };
            case "100 kB that inflate to 100 MB" -> Replies.raw(gzipBomb());
            case "closed without a response", "connection refused" -> Replies.close();
            case "accepted, no response", "TCP accepted, no ServerHello" -> Replies.silence();
            case "HTTP/9.9 banana" -> Replies.rawThenClose("HTTP/9.9 banana\r\n\r\n");
            case "two different Content-Length values" ->
                Replies.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 90\r\n\r\n{}");
            default -> throw new IllegalArgumentException("No script for: " + behaviour);
        };
    }

    private static String head(JsonNode response) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 " + response.get("status").intValue() + " Whatever\r\n");
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            head.append(header.getKey())
                    .append(": ")
                    .append(header.getValue().stringValue())
                    .append("\r\n");
        }
        int status = response.get("status").intValue();
        return status == 204 ? head + "\r\n" : head + "Content-Length: " + Cases.bytes(response).length + "\r\n\r\n";
    }

    private static Step good() {
        return Replies.reply(200, "{\"access_token\": \"abc\", \"token_type\": \"Bearer\", \"expires_in\": 60}");
    }

    private static String gzipBomb() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 50; i++) {
                gzip.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + compressed.size() + "\r\n\r\n"
                + latin1(compressed.toByteArray());
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
