package io.wasettings.service.problem;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/**
 * Has Spring MVC refuse {@code TRACE} like any method that it does not know, and name those that are allowed. Tomcat
 * would name what any servlet can answer; a servlet would answer with what was sent. Methods are case-sensitive.
 */
final class TraceValve extends ValveBase {

    private static final String TRACE = "TRACE";
    private static final String UNKNOWN = "trace";

    private TraceValve() {
        super(true);
    }

    /** Both at once, since without the valve {@code TRACE} would be answered. */
    static void install(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new TraceValve());
        factory.addConnectorCustomizers(connector -> connector.setAllowTrace(true));
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (TRACE.equals(request.getMethod())) {
            request.getCoyoteRequest().setMethod(UNKNOWN);
        }
        getNext().invoke(request, response);
    }
}
