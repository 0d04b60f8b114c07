package io.wasettings.testkit;

import io.wasettings.testkit.Conversation;
import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A token endpoint that rotates refresh tokens and, on reuse of a spent one, revokes the whole family (RFC 9700
 * §4.14.2).
 */
public final class RotatingServer implements AutoCloseable {

    private final ScriptedServer server = ScriptedServer.start(this::answer);
    private final Set<String> spent = new HashSet<>();
    private final List<String> presented = new ArrayList<>();
    private String valid = "rt-1";
    private int granted;
    private boolean swallowAnswers;

    public int port() {
        return server.port();
    }

    /** All refresh tokens that were presented, in order. */
    public synchronized List<String> presented() {
        return List.copyOf(presented);
    }

    /** Whether a spent token was ever presented. */
    public synchronized boolean revoked() {
        return valid.isEmpty();
    }

    /** The one refresh token that would be accepted, empty when the family is revoked. */
    public synchronized String newest() {
        return valid;
    }

    /** Makes the server act on requests without telling the client. */
    public synchronized void swallowAnswers(boolean now) {
        swallowAnswers = now;
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(Conversation conversation) throws IOException {
        List<Request> requests = server.requests();
        String token = parameter(requests.get(requests.size() - 1).body(), "refresh_token");
        String reply = exchange(token);
        boolean swallow;
        synchronized (this) {
            swallow = swallowAnswers;
        }
        if (swallow) {
            Replies.close().answer(conversation);
        } else if (reply.isEmpty()) {
            Replies.reply(400, "{\"error\": \"invalid_grant\"}").answer(conversation);
        } else {
            Replies.reply(200, reply).answer(conversation);
        }
    }

    private synchronized String exchange(String token) {
        presented.add(token);
        if (!token.equals(valid)) {
            valid = spent.contains(token) ? "" : valid;
            return "";
        }
        spent.add(token);
        granted++;
        valid = "rt-" + (granted + 1);
        return "{\"access_token\": \"at-%d\", \"token_type\": \"Bearer\", \"expires_in\": 3600, \"refresh_token\": \"%s\"}"
                .formatted(granted, valid);
    }

    private static String parameter(String form, String name) {
        return Arrays.stream(form.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
