package io.wasettings.ingest.security;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;

/**
 * Checks access tokens. Not a {@link Customizer} itself, because Spring Security applies each one that is a bean to
 * every filter chain.
 *
 * @param customizer puts it into a filter chain
 */
record TokenCheck(Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> customizer) {}
