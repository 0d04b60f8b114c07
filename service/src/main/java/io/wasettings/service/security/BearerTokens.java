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
 * Secures a port with bearer tokens (RFC 6750) and nothing else: no sessions, no forms, no foreign scripts, refusals as
 * problems.
 */
public final class BearerTokens {

    /** Where the metadata of a resource is, in front of the resource's own path (RFC 9728 section 3.1). */
    public static final String METADATA = "/.well-known/oauth-protected-resource";

    /** Pages may load only what comes from this port; nothing may frame them. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private BearerTokens() {}

    /**
     * Sets that up; the caller says who may do what.
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
     * A separate chain for what anybody may have, to be placed before the other: it ignores tokens, so that an expired
     * one keeps nobody out.
     *
     * <p>It includes the metadata of RFC 9728. Spring Security would fill them with whatever {@code Host} was sent; so
     * the application provides them, or there are none.
     */
    public static SecurityFilterChain notNeeded(HttpSecurity http, String... paths) {
        return plain(http)
                .securityMatchers(
                        matchers -> matchers.requestMatchers(paths).requestMatchers(METADATA, METADATA + "/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** For tokens that only their issuer understands. */
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
