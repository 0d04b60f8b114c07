package io.wasettings.processor.ops;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.text.Json;
import io.wasettings.processor.keys.KeyCensus;
import io.wasettings.service.mongo.StoreHealthIndicator;
import io.wasettings.service.security.AllowedHostsFilter;
import io.wasettings.service.security.BearerTokens;
import io.wasettings.service.security.IdsInPaths;
import io.wasettings.service.security.ScopeAuthorization;
import io.wasettings.service.security.Scopes;
import io.wasettings.service.security.SecurityProblems;
import io.wasettings.service.security.TokensFileIntrospector;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.handler.MappedInterceptor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpsProperties.class)
class OpsConfiguration {

    private static final String CLOSED = "The operations API is closed: set wa.settings.processor.ops.tokens-file.";

    @Bean
    SecurityFilterChain opsSecurity(HttpSecurity http, OpsProperties properties) {
        OpaqueTokenIntrospector tokens = introspector(properties);
        ScopeAuthorization looking = new ScopeAuthorization(Scopes.OBSERVE, Scopes.OPERATE);
        SecurityProblems problems = properties.tokensFile() == null
                ? new SecurityProblems(CLOSED, CLOSED)
                : new SecurityProblems(
                        "Send an access token with the scope wa.settings.observe or wa.settings.operate.",
                        "This access token is unknown or has expired; send an operator's"
                                + " (standalone prints a new one at each start).");
        return BearerTokens.alone(http, problems, BearerTokens.opaque(tokens))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/ops/**")
                        .access(looking)
                        .requestMatchers(HttpMethod.HEAD, "/ops/**")
                        .access(looking)
                        .requestMatchers("/ops/**")
                        .access(new ScopeAuthorization(Scopes.OPERATE))
                        .anyRequest()
                        .permitAll())
                .build();
    }

    @Bean
    @Order(0)
    SecurityFilterChain publicSecurity(HttpSecurity http) {
        return BearerTokens.notNeeded(http, ServiceController.DESCRIPTION);
    }

    @Bean
    FilterRegistrationBean<AllowedHostsFilter> allowedHosts(OpsProperties properties, ServerProperties server) {
        return AllowedHostsFilter.first(
                "wa.settings.processor.ops.allowed-hosts", properties.allowedHosts(), server.getAddress());
    }

    @Bean
    IdsInPaths commandIdsInPaths() {
        return new IdsInPaths("/ops/commands/");
    }

    @Bean
    MappedInterceptor declaredParameters() {
        return new MappedInterceptor(new String[] {"/ops/**"}, new DeclaredParameters());
    }

    @Bean
    KeyReport keyReport(MongoDatabase database, SecretBox secretBox, Clock clock) {
        return new KeyReport(new KeyCensus(database), secretBox, clock);
    }

    @Bean
    HealthIndicator storeHealthIndicator(MongoDatabase database) {
        return new StoreHealthIndicator(database::runCommand);
    }

    /**
     * The operations API speaks the JSON of the wire, and takes no member that it does not know, and no value for
     * another: an empty text would be no limit, and null none either.
     */
    @Bean
    JsonMapper jsonMapper() {
        return Json.mapper()
                .rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new StatedMembers())
                .build();
    }

    private static OpaqueTokenIntrospector introspector(OpsProperties properties) {
        return properties.tokensFile() == null
                ? OpsConfiguration::closed
                : TokensFileIntrospector.load(properties.tokensFile());
    }

    private static OAuth2AuthenticatedPrincipal closed(String token) {
        throw new BadOpaqueTokenException(CLOSED);
    }
}
