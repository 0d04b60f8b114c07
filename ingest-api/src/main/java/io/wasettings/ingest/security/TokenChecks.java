package io.wasettings.ingest.security;

import io.wasettings.service.security.BearerTokens;
import io.wasettings.service.security.TokensFileIntrospector;
import io.wasettings.service.startup.MisconfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties.Opaquetoken;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.client.RestClient;

/** The ways of checking access tokens. Each throws {@link MisconfigurationException} if it lacks what it needs. */
final class TokenChecks {

    private static final String RESOURCE_SERVER = "spring.security.oauth2.resourceserver.";
    private static final String OTHERWISE = ", or choose another wa.settings.ingest.auth.mode";

    private TokenChecks() {}

    /** By signature, with the decoder that the configured issuer or key set makes, and what it fetches by. */
    static Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> jwt(
            @Nullable JwtDecoder decoder, RationedFetches fetches, PartnerClaim partnerClaim, ScopeClaims scopes) {
        if (decoder == null) {
            throw new MisconfigurationException(
                    "Set " + RESOURCE_SERVER + "jwt.issuer-uri or " + RESOURCE_SERVER + "jwt.jwk-set-uri" + OTHERWISE);
        }
        JwtDecoder available = new AvailableJwtDecoder(decoder, fetches::areBehind);
        return server -> server.jwt(jwt -> jwt.decoder(available)
                .jwtAuthenticationConverter(token -> new JwtAuthenticationToken(
                        token, scopes.authorities(token.getClaims()), partnerClaim.in(token.getClaims()))));
    }

    /** By asking the authorization server. */
    static Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> introspection(
            Opaquetoken endpoint, ClientHttpRequestFactory http, IntrospectedClaims claims) {
        URI uri = uri("introspection-uri", endpoint.getIntrospectionUri());
        String clientId = formEncoded(required("client-id", endpoint.getClientId()));
        String clientSecret = formEncoded(required("client-secret", endpoint.getClientSecret()));
        RestClient client = RestClient.builder()
                .requestFactory(http)
                .defaultHeaders(headers -> headers.setBasicAuth(clientId, clientSecret))
                .build();
        return BearerTokens.opaque(new Introspection(client, uri, claims));
    }

    /** By a local file of token hashes. */
    static Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> tokens(@Nullable Path file) {
        if (file == null) {
            throw new MisconfigurationException("Set wa.settings.ingest.auth.tokens-file" + OTHERWISE);
        }
        return BearerTokens.opaque(TokensFileIntrospector.load(file));
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new MisconfigurationException("Set " + RESOURCE_SERVER + "opaquetoken." + name + OTHERWISE);
        }
        return value;
    }

    private static URI uri(String name, @Nullable String value) {
        try {
            URI uri = new URI(required(name, value));
            if (uri.isAbsolute() && uri.getRawAuthority() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, without the value.
        }
        throw new MisconfigurationException("Correct " + RESOURCE_SERVER + "opaquetoken." + name
                + ": it must be a URL, percent-encoded where needed" + OTHERWISE);
    }

    /** RFC 6749 section 2.3.1. */
    private static String formEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
