package io.wasettings.service.security;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A port that bearer tokens (RFC 6750) open and nothing else: no sessions, no forms, no foreign scripts, refusals as
 * problems.
 */
public final class BearerTokens {

    /** Where the metadata of a resource is, in front of the resource's own path (RFC 9728 section 3.1). */
    public static final String METADATA = "/.well-known/oauth-protected-resource";

    /** Pages have what comes from this port, and no more; nothing may frame them. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private BearerTokens() {}

    /**
     * Sets that up; what is allowed to whom is the caller's.
     *
     * @param tokenCheck who vouches for a token
     */
    public static HttpSecurity alone(
            HttpSecurity http,
            SecurityProblems problems,
            Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> tokenCheck) {
        return plain(http)
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .oauth2ResourceServer(server -> {
                    server.authenticationEntryPoint(problems).accessDeniedHandler(problems);
                    server.withObjectPostProcessor(answering(problems));
                    server.bearerTokenResolver(new AccessTokenHeader());
                    tokenCheck.customize(server);
                });
    }

    /**
     * A chain of its own for what anybody may have, to stand before the other: a token that comes along is not looked
     * at, so that an expired one keeps nobody out.
     *
     * <p>The metadata of RFC 9728 are among it. Spring Security would fill them with whatever {@code Host} was sent; so
     * what is there is the application's to say, and nothing where it does not.
     */
    public static SecurityFilterChain notNeeded(HttpSecurity http, String... paths) {
        return plain(http)
                .securityMatchers(
                        matchers -> matchers.requestMatchers(paths).requestMatchers(METADATA, METADATA + "/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Tokens that only their issuer understands. */
    public static Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> opaque(
            OpaqueTokenIntrospector introspector) {
        return server -> server.opaqueToken(opaque -> opaque.introspector(introspector));
    }

    private static HttpSecurity plain(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answering(SecurityProblems problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(problems);
                return filter;
            }
        };
    }
}
