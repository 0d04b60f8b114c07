package io.wasettings.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;

/**
 * Says of what is open to pages that it is so for any origin, and of anything else nothing, which browsers take for a
 * no. Spring's own parses the origin, where some text ends in an error of ours, and refuses in plain text.
 */
final class AnyOrigin implements CorsProcessor {

    private static final String ANY = "*";

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration open, HttpServletRequest request, HttpServletResponse response) {
        if (open == null) {
            return true;
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
        List<String> methods = open.getAllowedMethods();
        if (methods != null && CorsUtils.isPreFlightRequest(request)) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods));
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ANY);
        }
        return true;
    }
}
