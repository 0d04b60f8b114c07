package io.wasettings.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Marks what is open to pages of any origin, and adds nothing to the rest, which browsers take for a refusal. Spring's
 * own processor, which handles other cases, parses the origin, fails with an internal error on some texts, and refuses
 * in plain text.
 */
final class AnyOrigin extends DefaultCorsProcessor {

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration open, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (open == null) {
            return true;
        }
        if (!List.of(CorsConfiguration.ALL).equals(open.getAllowedOrigins())) {
            return super.processRequest(open, request, response);
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CorsConfiguration.ALL);
        List<String> methods = open.getAllowedMethods();
        if (methods != null && CorsUtils.isPreFlightRequest(request)) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods));
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, CorsConfiguration.ALL);
        }
        return true;
    }
}
