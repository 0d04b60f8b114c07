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
        if (!later && !request.isAsync() && !isRead(request)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean isRead(Request request) {
        AtomicBoolean answer = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, answer);
        return answer.get();
    }
}
