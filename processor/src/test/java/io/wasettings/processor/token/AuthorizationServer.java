package io.wasettings.processor.token;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Spring's authorization server, with opaque tokens and rotating refresh tokens, on any free port of 127.0.0.1. A spent
 * refresh token is refused, though its reuse revokes nothing.
 */
final class AuthorizationServer implements AutoCloseable {

    /** Authenticates by {@code client_secret_basic} only; its secret differs when form-encoded. */
    static final String BASIC_CLIENT = "client with/basic";

    static final String BASIC_SECRET = "p/a+s%s w0rd:1";
    /** Authenticates by {@code client_secret_post} only. */
    static final String POST_CLIENT = "client-with-post";

    static final String POST_SECRET = "s3cr3t&=+";
    static final String SCOPE = "sms.send";

    private final ServletWebServerApplicationContext context;

    /** @param lifetime of access tokens */
    AuthorizationServer(Duration lifetime) {
        this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Endpoints.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.config.name=authorization-server",
                        "token.lifetime=" + lifetime)
                .run();
    }

    String tokenUrl() {
        return "http://127.0.0.1:" + port() + "/oauth2/token";
    }

    int port() {
        return context.getWebServer().getPort();
    }

    /** A refresh token as a user's consent would have brought it. */
    String authorize(String clientId) {
        RegisteredClient client =
                context.getBean(RegisteredClientRepository.class).findByClientId(clientId);
        Instant now = Instant.now();
        String refreshToken = "rt-" + UUID.randomUUID();
        context.getBean(OAuth2AuthorizationService.class)
                .save(OAuth2Authorization.withRegisteredClient(client)
                        .principalName("partner")
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .authorizedScopes(Set.of(SCOPE))
                        .attribute(
                                Principal.class.getName(),
                                UsernamePasswordAuthenticationToken.authenticated("partner", null, Set.of()))
                        .accessToken(new OAuth2AccessToken(
                                TokenType.BEARER, "at-" + UUID.randomUUID(), now, now.plusSeconds(60), Set.of(SCOPE)))
                        .refreshToken(new OAuth2RefreshToken(refreshToken, now, now.plusSeconds(3600)))
                        .build());
        return refreshToken;
    }

    /** Whether that access token is one of its own and has not expired. */
    boolean accepts(String accessToken) {
        OAuth2Authorization authorization = context.getBean(OAuth2AuthorizationService.class)
                .findByToken(accessToken, OAuth2TokenType.ACCESS_TOKEN);
        return authorization != null && authorization.getAccessToken().isActive();
    }

    /** Whether that refresh token is the one to present next. */
    boolean isNewest(String refreshToken) {
        return context.getBean(OAuth2AuthorizationService.class)
                        .findByToken(refreshToken, OAuth2TokenType.REFRESH_TOKEN)
                != null;
    }

    @Override
    public void close() {
        context.close();
    }

    /**
     * Without {@code @Configuration}: else the processors of these tests would find it and be authorization servers
     * too.
     */
    @EnableWebSecurity
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
    static class Endpoints {

        @Bean
        SecurityFilterChain endpoints(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> http.securityMatcher(server.getEndpointsMatcher()))
                    .csrf(AbstractHttpConfigurer::disable)
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        RegisteredClientRepository clients(Environment environment) {
            Duration lifetime = environment.getRequiredProperty("token.lifetime", Duration.class);
            return new InMemoryRegisteredClientRepository(
                    client(BASIC_CLIENT, BASIC_SECRET, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, lifetime),
                    client(POST_CLIENT, POST_SECRET, ClientAuthenticationMethod.CLIENT_SECRET_POST, lifetime));
        }

        @Bean
        OAuth2AuthorizationService authorizations() {
            return new InMemoryOAuth2AuthorizationService();
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        private static RegisteredClient client(
                String id, String secret, ClientAuthenticationMethod method, Duration lifetime) {
            return RegisteredClient.withId(id)
                    .clientId(id)
                    .clientSecret("{noop}" + secret)
                    .clientAuthenticationMethod(method)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                    .scope(SCOPE)
                    .tokenSettings(TokenSettings.builder()
                            .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                            .accessTokenTimeToLive(lifetime)
                            .reuseRefreshTokens(false)
                            .build())
                    .build();
        }
    }
}
