package io.wasettings.testkit;

import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.RotatingTokens.Reuse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token endpoint whose refresh tokens rotate, beginning with {@code rt-1}, and whose answers can be lost on the way.
 * Its access tokens are {@code at-1} and so on.
 */
public final class RotatingServer implements AutoCloseable {

    private static final String FAMILY = "rt-";

    private final ScriptedServer server = ScriptedServer.start(this::answer);
    private final RotatingTokens tokens = new RotatingTokens(1);
    private final AtomicInteger granted = new AtomicInteger();
    private volatile boolean swallowAnswers;

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** All refresh tokens that were presented, in order. */
    public List<String> presented() {
        return tokens.presented();
    }

    /** All presentations of spent refresh tokens. */
    public List<Reuse> reuses() {
        return tokens.reuses();
    }

    /** Whether a spent token was ever presented. */
    public boolean revoked() {
        return !tokens.reuses().isEmpty();
    }

    /** The one refresh token that would be accepted, empty when the family is revoked. */
    public String newest() {
        return tokens.newest(FAMILY).orElse("");
    }

    /** Makes the server act on requests without telling the client. */
    public void swallowAnswers(boolean now) {
        swallowAnswers = now;
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(Conversation conversation) throws IOException {
        List<Request> requests = server.requests();
        Optional<String> next =
                tokens.exchange(parameter(requests.get(requests.size() - 1).body(), "refresh_token"));
        String grant = next.map(this::grant).orElse("");
        if (swallowAnswers) {
            Replies.close().answer(conversation);
        } else if (grant.isEmpty()) {
            Replies.reply(400, "{\"error\": \"invalid_grant\"}").answer(conversation);
        } else {
            Replies.reply(200, grant).answer(conversation);
        }
    }

    private String grant(String refreshToken) {
        return "{\"access_token\": \"at-%d\", \"token_type\": \"Bearer\", \"expires_in\": 3600, \"refresh_token\": \"%s\"}"
                .formatted(granted.incrementAndGet(), refreshToken);
    }

    /** That parameter of a form; empty if there is none. */
    public static String parameter(String form, String name) {
        return Arrays.stream(form.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
