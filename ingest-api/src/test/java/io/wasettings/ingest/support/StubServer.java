package io.wasettings.ingest.support;

import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.time.Duration;
import java.util.List;

/** An authorization server's endpoint that says what it is told to say. */
public final class StubServer implements AutoCloseable {

    private volatile Step step = Replies.reply(404, "");
    private final ScriptedServer server = ScriptedServer.start(conversation -> step.answer(conversation));

    private StubServer() {}

    /** Starts on a free port. */
    public static StubServer start() {
        return new StubServer();
    }

    /** Where it is. */
    public String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Says that from now on. */
    public void answer(int status, String body) {
        step = Replies.reply(status, body, "Content-Type: application/json");
    }

    /** Says nothing from now on. */
    public void hang() {
        step = Replies.silence();
    }

    /** Sends a byte now and then, and never comes to an end. */
    public void drip() {
        step = Replies.drip("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", " ", Duration.ofMillis(100));
    }

    /** How often it was asked. */
    public int requests() {
        return server.requests().size();
    }

    /** The body of the last request. */
    public String lastBody() {
        return last().body();
    }

    /** The credentials of the last request. */
    public String lastAuthorization() {
        return String.valueOf(last().headers().get("Authorization"));
    }

    @Override
    public void close() {
        server.close();
    }

    private Request last() {
        List<Request> requests = server.requests();
        return requests.get(requests.size() - 1);
    }
}
