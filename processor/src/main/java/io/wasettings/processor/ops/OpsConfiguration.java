package io.wasettings.processor.ops;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.Json;
import io.wasettings.service.security.Scopes;
import io.wasettings.service.security.TokensFileIntrospector;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpsProperties.class)
class OpsConfiguration {

    @Bean
    SecurityFilterChain opsSecurity(HttpSecurity http, OpsProperties properties) {
        OpaqueTokenIntrospector tokens = introspector(properties);
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers("/actuator/**", "/", "/console/**", "/error")
                                .permitAll()
                                .requestMatchers("/ops/**")
                                .hasAuthority(Scopes.authority(Scopes.OPERATE))
                                .anyRequest()
                                .denyAll())
                .oauth2ResourceServer(server -> server.opaqueToken(opaque -> opaque.introspector(tokens)))
                .build();
    }

    @Bean
    HealthIndicator storeHealthIndicator(MongoDatabase database) {
        return new StoreHealthIndicator(database);
    }

    /** The operations API speaks the JSON of the wire. */
    @Bean
    JsonMapper jsonMapper() {
        return Json.mapper();
    }

    private static OpaqueTokenIntrospector introspector(OpsProperties properties) {
        return properties.tokensFile() == null
                ? OpsConfiguration::closed
                : TokensFileIntrospector.load(properties.tokensFile());
    }

    private static OAuth2AuthenticatedPrincipal closed(String token) {
        throw new BadOpaqueTokenException(
                "The operations API is closed: wa.settings.processor.ops.tokens-file is not set");
    }
}
