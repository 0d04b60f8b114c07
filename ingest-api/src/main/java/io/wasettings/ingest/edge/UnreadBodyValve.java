package io.wasettings.ingest.edge;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;

/**
 * Closes the connection of a request that was answered before its body was read. Tomcat would otherwise read on to keep
 * the connection, and hold a thread until the client has sent the rest.
 *
 * <p>Also ends the request of a client that left while one of our threads read its body. Tomcat would close the
 * connection, but go on counting the request, and wait for it when it stops.
 */
final class UnreadBodyValve extends ValveBase {

    UnreadBodyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        boolean later = request.isAsync();
        if (later && !isRead(request)) {
            // An error state, as below, would have the answer followed by that of an error page.
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        getNext().invoke(request, response);
        if (is(ActionCode.ASYNC_IS_ERROR, request)) {
            request.getCoyoteRequest().action(ActionCode.ASYNC_COMPLETE, null);
        }
        if (!later && !request.isAsync() && !isRead(request)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean isRead(Request request) {
        return is(ActionCode.REQUEST_BODY_FULLY_READ, request);
    }

    private static boolean is(ActionCode question, Request request) {
        AtomicBoolean answer = new AtomicBoolean();
        request.getCoyoteRequest().action(question, answer);
        return answer.get();
    }
}
