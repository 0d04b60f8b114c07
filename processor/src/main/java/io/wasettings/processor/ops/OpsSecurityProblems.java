package io.wasettings.processor.ops;

import io.wasettings.common.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.node.ObjectNode;

/** Answers refused requests with the headers of RFC 6750 and a problem document. */
final class OpsSecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final BearerTokenAccessDeniedHandler denial = new BearerTokenAccessDeniedHandler();
    private final String unauthorized;

    /** @param unauthorized what someone without a valid token should do */
    OpsSecurityProblems(String unauthorized) {
        this.unauthorized = unauthorized;
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException authException)
            throws IOException {
        challenge.commence(request, response, authException);
        write(response, unauthorized);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException accessDeniedException)
            throws IOException {
        denial.handle(request, response, accessDeniedException);
        write(response, "The access token lacks the scope wa.settings.operate.");
    }

    private static void write(HttpServletResponse response, String detail) throws IOException {
        int status = response.getStatus();
        ObjectNode problem = Json.mapper()
                .createObjectNode()
                .put("title", HttpStatus.valueOf(status).getReasonPhrase())
                .put("status", status)
                .put("detail", detail);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(Json.mapper().writeValueAsBytes(problem));
    }
}
