package io.wasettings.standalone.partner;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP answer.
 *
 * @param status the HTTP status
 * @param json the body, maybe empty
 */
record Answer(int status, String json) {

    private static final int NO_BODY = -1;

    static Answer empty(int status) {
        return new Answer(status, "");
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        if (body.length == 0) {
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
