package io.wasettings.ingest.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.service.startup.MisconfigurationException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties.Opaquetoken;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

class TokenChecksTest {

    private static final ScopeClaims SCOPES = new ScopeClaims(null);
    private static final IntrospectedClaims CLAIMS =
            new IntrospectedClaims(new PartnerClaim("sub"), SCOPES, new TokenUse(List.of()), Clock.systemUTC());

    private final Opaquetoken endpoint = new Opaquetoken();

    @Test
    void jwts_need_an_issuer_or_keys() {
        assertRefused(
                () -> TokenChecks.jwt(null, new RationedFetches(Duration.ZERO), new PartnerClaim("sub"), SCOPES),
                "Set spring.security.oauth2.resourceserver.jwt.issuer-uri or "
                        + "spring.security.oauth2.resourceserver.jwt.jwk-set-uri, "
                        + "or choose another wa.settings.ingest.auth.mode");
    }

    @Test
    void introspection_needs_an_endpoint_and_credentials_for_it() {
        assertIntrospectionNeeds("introspection-uri");
        endpoint.setIntrospectionUri("https://auth.example.com/introspect");
        assertIntrospectionNeeds("client-id");
        endpoint.setClientId(" ");
        assertIntrospectionNeeds("client-id");
        endpoint.setClientId("id");
        assertIntrospectionNeeds("client-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://auth.example.com/my realm", "https://auth.example.com/{realm}", "localhost:8080/a", "/a"
            })
    void an_endpoint_that_is_no_url_is_refused(String uri) {
        endpoint.setIntrospectionUri(uri);

        assertRefused(
                () -> TokenChecks.introspection(endpoint, new SimpleClientHttpRequestFactory(), CLAIMS),
                "Correct spring.security.oauth2.resourceserver.opaquetoken.introspection-uri: it must be a URL,"
                        + " percent-encoded where needed, or choose another wa.settings.ingest.auth.mode");
    }

    @Test
    void tokens_need_a_file(@TempDir Path folder) {
        assertRefused(
                () -> TokenChecks.tokens(null),
                "Set wa.settings.ingest.auth.tokens-file, or choose another wa.settings.ingest.auth.mode");
        assertRefused(
                () -> TokenChecks.tokens(folder.resolve("none.json")),
                "The tokens file " + folder.resolve("none.json")
                        + " cannot be used: it cannot be read; it must be there,"
                        + " and this user must be allowed to read it");
    }

    private void assertIntrospectionNeeds(String property) {
        assertRefused(
                () -> TokenChecks.introspection(endpoint, new SimpleClientHttpRequestFactory(), CLAIMS),
                "Set spring.security.oauth2.resourceserver.opaquetoken." + property
                        + ", or choose another wa.settings.ingest.auth.mode");
    }

    private static void assertRefused(ThrowingCallable check, String message) {
        assertThatThrownBy(check)
                .isInstanceOf(MisconfigurationException.class)
                .hasMessage(message)
                .hasNoCause();
    }
}
