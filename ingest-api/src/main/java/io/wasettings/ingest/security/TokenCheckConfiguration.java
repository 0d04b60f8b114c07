package io.wasettings.ingest.security;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.web.client.RestTemplate;

/** How access tokens are checked, and what they must state. */
@Configuration(proxyBeanMethods = false)
class TokenCheckConfiguration {

    @Bean
    TokenCheck tokenCheck(
            AuthProperties properties,
            AuthorizationServerProperties server,
            OAuth2ResourceServerProperties resourceServer,
            ObjectProvider<JwtDecoder> decoder,
            RationedFetches fetches,
            Clock clock) {
        PartnerClaim partner = new PartnerClaim(properties.partnerClaim());
        ScopeClaims scopes = new ScopeClaims(scopeClaim(properties, resourceServer));
        TokenCheck check = new TokenCheck(
                switch (properties.mode()) {
                    case JWT -> TokenChecks.jwt(decoder.getIfAvailable(), fetches, partner, scopes);
                    case INTROSPECTION ->
                        TokenChecks.introspection(
                                resourceServer.getOpaquetoken(),
                                AuthorizationServer.confidential(server.timeout()),
                                new IntrospectedClaims(partner, scopes, new TokenUse(properties.audiences()), clock));
                    case TOKENS -> TokenChecks.tokens(properties.tokensFile());
                });
        // Only now, so that a failed start is told alone.
        ForgottenChecks.tell(properties, resourceServer);
        return check;
    }

    @Bean
    RationedFetches jwkSetFetches(AuthorizationServerProperties server) {
        return new RationedFetches(server.keysInterval());
    }

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer boundedJwkSetFetch(
            AuthorizationServerProperties server, RationedFetches fetches) {
        RestTemplate http = new RestTemplate(AuthorizationServer.published(server.timeout()));
        http.setInterceptors(List.of(fetches));
        return builder -> builder.restOperations(http);
    }

    /** Besides plain JWTs, access tokens as RFC 9068 types them. */
    @Bean
    OAuth2TokenValidator<Jwt> accessTokenTypes() {
        JwtTypeValidator validator = new JwtTypeValidator(List.of("JWT", "at+jwt", "application/at+jwt"));
        validator.setAllowEmpty(true);
        return validator;
    }

    /** A token that never expires could not be revoked; one for another service or use is refused. */
    @Bean
    OAuth2TokenValidator<Jwt> accessTokenClaims(AuthProperties properties) {
        return new AccessTokenClaims(new TokenUse(properties.audiences()));
    }

    /** Our property, or else Spring Boot's for JWTs. */
    private static @Nullable String scopeClaim(
            AuthProperties properties, OAuth2ResourceServerProperties resourceServer) {
        return properties.authoritiesClaimName() == null
                ? resourceServer.getJwt().getAuthoritiesClaimName()
                : properties.authoritiesClaimName();
    }
}
