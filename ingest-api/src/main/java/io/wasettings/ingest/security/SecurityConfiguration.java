package io.wasettings.ingest.security;

import io.wasettings.ingest.discovery.PublicDocuments;
import io.wasettings.ingest.rate.RateLimitFilter;
import io.wasettings.ingest.rate.RateLimits;
import io.wasettings.service.security.AllowedHostsFilter;
import io.wasettings.service.security.BearerTokens;
import io.wasettings.service.security.ScopeAuthorization;
import io.wasettings.service.security.Scopes;
import io.wasettings.service.security.SecurityProblems;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuthProperties.class, AuthorizationServerProperties.class, PublicProperties.class})
class SecurityConfiguration {

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http, TokenCheck tokenCheck, ResourceMetadata metadata, RateLimits limits) {
        SecurityProblems problems = SecurityProblems.describedAt(
                metadata.location().map(URI::toString).orElse(null));
        return BearerTokens.alone(http, problems, tokenCheck.customizer())
                .authorizeHttpRequests(SecurityConfiguration::authorize)
                .addFilterAfter(new RateLimitFilter(limits), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(0)
    SecurityFilterChain publicFilterChain(HttpSecurity http) {
        return BearerTokens.notNeeded(http, PublicDocuments.all());
    }

    /** A request is measured as a whole; measuring each filter of the chain would cost more than most of them do. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ResourceMetadata resourceMetadata(PublicProperties properties, OAuth2ResourceServerProperties resourceServer) {
        return new ResourceMetadata(
                properties.publicUrl(), resourceServer.getJwt().getIssuerUri());
    }

    @Bean
    FilterRegistrationBean<AllowedHostsFilter> allowedHosts(PublicProperties properties, ServerProperties server) {
        return AllowedHostsFilter.first(
                "wa.settings.ingest.allowed-hosts", properties.allowedHosts(), server.getAddress());
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/actuator/health/**")
                .permitAll()
                .requestMatchers("/actuator/**")
                .access(new ScopeAuthorization(Scopes.OBSERVE, Scopes.OPERATE))
                .requestMatchers(HttpMethod.POST, "/api/**")
                .access(new PartnerAuthorization(Scopes.WRITE))
                .requestMatchers("/api/**")
                .access(new PartnerAuthorization(Scopes.READ))
                .anyRequest()
                .authenticated();
    }
}
