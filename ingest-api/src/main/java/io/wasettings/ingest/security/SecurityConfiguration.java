package io.wasettings.ingest.security;

import io.wasettings.ingest.limit.RateLimitFilter;
import io.wasettings.ingest.limit.RateLimiter;
import io.wasettings.service.security.BearerTokens;
import io.wasettings.service.security.Scopes;
import io.wasettings.service.security.SecurityProblems;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.client.RestTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthProperties.class)
class SecurityConfiguration {

    /** What the page of the contracts brings itself, and no more; nothing may frame it. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            AuthProperties properties,
            OAuth2ResourceServerProperties resourceServer,
            ObjectProvider<JwtDecoder> decoder,
            RateLimiter limiter) {
        var tokenCheck = switch (properties.mode()) {
            case JWT -> TokenChecks.jwt(decoder.getIfAvailable(), properties.partnerClaim());
            case INTROSPECTION ->
                TokenChecks.introspection(
                        resourceServer.getOpaquetoken(),
                        requestFactory(properties.timeout()),
                        properties.partnerClaim());
            case TOKENS -> TokenChecks.tokens(properties.tokensFile());
        };
        return BearerTokens.alone(http, new SecurityProblems(), tokenCheck)
                .oauth2ResourceServer(server -> server.protectedResourceMetadata(SecurityConfiguration::describe))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY)))
                .authorizeHttpRequests(SecurityConfiguration::authorize)
                .addFilterAfter(new RateLimitFilter(limiter), AuthorizationFilter.class)
                .build();
    }

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer boundedJwkSetFetch(AuthProperties properties) {
        return builder -> builder.restOperations(new RestTemplate(requestFactory(properties.timeout())));
    }

    /** Besides plain JWTs, access tokens as RFC 9068 types them. */
    @Bean
    OAuth2TokenValidator<Jwt> accessTokenTypes() {
        JwtTypeValidator validator = new JwtTypeValidator(List.of("JWT", "at+jwt", "application/at+jwt"));
        validator.setAllowEmpty(true);
        return validator;
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/.well-known/jwks.json", "/openapi.yaml", "/asyncapi.yaml", "/actuator/health/**")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/docs", "/docs/**")
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasAuthority(Scopes.authority(Scopes.OPERATE))
                .requestMatchers(HttpMethod.POST, "/api/**")
                .access(new PartnerAuthorization(Scopes.WRITE))
                .requestMatchers("/api/**")
                .access(new PartnerAuthorization(Scopes.READ))
                .anyRequest()
                .authenticated();
    }

    /** RFC 9728. */
    private static void describe(OAuth2ResourceServerConfigurer.ProtectedResourceMetadataConfigurer metadata) {
        metadata.protectedResourceMetadataCustomizer(resource -> resource.tlsClientCertificateBoundAccessTokens(false)
                .scope(Scopes.WRITE)
                .scope(Scopes.READ));
    }

    private static SimpleClientHttpRequestFactory requestFactory(Duration timeout) {
        SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
        factory.setConnectTimeout(timeout);
        factory.setReadTimeout(timeout);
        return factory;
    }
}
