package io.wasettings.ingest.security;

import io.wasettings.common.text.Json;
import io.wasettings.service.log.LogLine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * Asks the authorization server about each token (RFC 7662), about a limited number at a time. Whatever goes wrong is
 * reported as that server's failure, never as the token's, and without quoting its answer.
 */
final class Introspection implements OpaqueTokenIntrospector {

    private static final int MAX_ANSWER = 64 * 1024;
    private static final String CORRECT_CREDENTIALS =
            "; correct spring.security.oauth2.resourceserver.opaquetoken.client-id and client-secret";
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final RestClient client;
    private final URI uri;
    private final IntrospectedClaims claims;
    private final IntrospectionPlaces places = new IntrospectionPlaces();

    Introspection(RestClient client, URI uri, IntrospectedClaims claims) {
        this.client = client;
        this.uri = uri;
        this.claims = claims;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        String place = places.take(token)
                .orElseThrow(
                        () -> new OAuth2IntrospectionException("Too many tokens wait for the introspection endpoint"));
        try {
            OAuth2AuthenticatedPrincipal principal = claims.principal(ask(token));
            places.wasActive(token, principal.getName());
            return principal;
        } catch (BadOpaqueTokenException e) {
            places.wasRefused(token);
            throw e;
        } finally {
            places.free(place);
        }
    }

    private Map<String, Object> ask(String token) {
        try {
            return client.post()
                    .uri(uri)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    // As bytes, since a text would be logged at DEBUG.
                    .body(("token=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.US_ASCII))
                    .exchangeForRequiredValue((request, response) -> read(response));
        } catch (ResourceAccessException e) {
            throw new OAuth2IntrospectionException(
                    "The introspection endpoint did not answer: " + LogLine.typeBehind(e));
        } catch (RestClientException | JacksonException | IllegalStateException e) {
            throw unusable();
        }
    }

    private static Map<String, Object> read(ClientHttpResponse response) throws IOException {
        byte[] body = response.getBody().readNBytes(MAX_ANSWER + 1);
        HttpStatusCode status = response.getStatusCode();
        if (!status.isSameCodeAs(HttpStatus.OK)) {
            throw new OAuth2IntrospectionException("The introspection endpoint answered " + status.value()
                    + (status.isSameCodeAs(HttpStatus.UNAUTHORIZED) ? CORRECT_CREDENTIALS : ""));
        }
        if (body.length > MAX_ANSWER) {
            throw unusable();
        }
        return Json.mapper().readValue(body, OBJECT);
    }

    private static OAuth2IntrospectionException unusable() {
        return new OAuth2IntrospectionException("The introspection endpoint gave no usable answer");
    }
}
