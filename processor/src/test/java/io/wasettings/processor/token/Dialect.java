package io.wasettings.processor.token;

import io.wasettings.testkit.Conversation;
import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a public server behaves, as a server to be asked: it takes some ways of client authentication alone. */
final class Dialect implements AutoCloseable {

    /** Differs when form-encoded, so that all ways differ. */
    static final String SECRET = "p/a+s%s word";

    private final JsonNode json;
    private final ScriptedServer server;

    Dialect(JsonNode json) {
        this.json = json;
        this.server = ScriptedServer.start(this::answer);
    }

    static Stream<JsonNode> all() {
        try (InputStream table = Dialect.class.getResourceAsStream("/token-dialects.json")) {
            return JsonMapper.shared().readTree(table).valueStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.port();
    }

    List<Request> requests() {
        return server.requests();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(Conversation conversation) throws IOException {
        Request request = requests().get(requests().size() - 1);
        boolean taken = json.get("takes")
                .valueStream()
                .anyMatch(way -> way.stringValue().equals(wayOf(request)));
        if (!taken) {
            JsonNode refusal = json.get("refusal");
            Replies.reply(refusal.get("status").intValue(), text(refusal.get("body")))
                    .answer(conversation);
        } else if (request.headers().getOrDefault("Accept", "").contains("application/json")) {
            Replies.reply(200, text(json.get("grant"))).answer(conversation);
        } else {
            Replies.reply(200, "access_token=a&token_type=bearer").answer(conversation);
        }
    }

    private static String wayOf(Request request) {
        String authorization = request.headers().getOrDefault("Authorization", "");
        if (authorization.isEmpty()) {
            return request.body().contains("client_secret=p%2Fa%2Bs%25s+word") ? "client_secret_post" : "none";
        }
        String credentials = new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8);
        return credentials.endsWith(":" + SECRET) ? "client_secret_basic_raw" : "client_secret_basic";
    }

    private static String text(JsonNode body) {
        return body.isString() ? body.stringValue() : body.toPrettyString();
    }
}
