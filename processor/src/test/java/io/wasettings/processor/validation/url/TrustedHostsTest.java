package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wasettings.processor.validation.url.UrlVerdict.Accepted;
import io.wasettings.processor.validation.url.UrlVerdict.Refused;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that the operator treats otherwise than those of partners. */
class TrustedHostsTest {

    private static final String HOST = "hooks.example.com";
    private static final String PUBLIC = "93.184.216.34";

    private final FakeResolver resolver = new FakeResolver().answering(HOST, PUBLIC, "2606:2800:220:1::1");

    @Test
    void a_trusted_host_may_have_any_scheme_port_and_address() {
        resolver.answering("localhost", "127.0.0.1").answering("kafka", "10.0.0.20");
        UrlPolicy policy = trusting("localhost", "127.0.0.1:9090", "[::1]", "kafka");

        for (String url : List.of(
                "http://localhost:9090/x",
                "https://LOCALHOST./",
                "http://127.0.0.1:9090/",
                "http://[0:0:0:0:0:0:0:1]:1/",
                "http://kafka/")) {
            assertThat(Targets.accepted(policy, url).trusted()).as(url).isTrue();
        }
    }

    @Test
    void trust_goes_no_further_than_the_entry() {
        resolver.answering("localhost", "127.0.0.1").answering("a.localhost", "127.0.0.1");
        UrlPolicy policy = trusting("localhost:9090", "127.0.0.1:9090", "[::1]:9090");

        for (String url : List.of(
                "http://localhost/",
                "http://localhost:9091/",
                "http://a.localhost:9090/",
                "http://127.0.0.2:9090/",
                "http://[::1]/",
                "http://127.0.0.1:09091/")) {
            assertThat(policy.check(url)).as(url).isInstanceOf(Refused.class);
        }
    }

    @Test
    void a_trusted_host_is_matched_by_its_a_label() {
        resolver.answering("xn--bcher-kva.example.com", "10.0.0.1");

        assertThat(trusting("BÜCHER.example.com.").check("http://bücher.example.com/"))
                .isInstanceOf(Accepted.class);
        assertThat(trusting("xn--bcher-kva.example.com").trustedHosts()).containsExactly("xn--bcher-kva.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"169.254.169.254", "168.63.129.16", "::ffff:169.254.169.254", "fd00:ec2::254", "fe80::a9fe:a9fe"
            })
    void metadata_services_are_refused_even_to_trusted_hosts(String address) {
        resolver.answering("partner.example.com", "10.0.0.1", address);

        assertThat(((Refused) trusting("partner.example.com").check("http://partner.example.com/")).reason())
                .isEqualTo(UrlRefusal.CLOUD_METADATA);
        assertThat(trusting("metadata.google.internal").check("http://metadata.google.internal/"))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u@localhost/", "http://localhost/#f", "http://localhost/ x", "ftp://localhost/"})
    void trust_does_not_excuse_a_malformed_url(String url) {
        assertThat(trusting("localhost").check(url)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://localhost",
                "localhost/",
                "local host",
                "localhost:",
                "localhost:0",
                "localhost:99999",
                "*.example.com",
                "10.0.0.0/8",
                "::1",
                "user@localhost",
                "127.1",
                "a,b"
            })
    void a_trusted_host_that_is_none_stops_the_start(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trusting(entry))
                .withMessageStartingWith(
                        "wa.settings.processor.urls.trusted-hosts: \"" + entry + "\" must be a host name");
    }

    @Test
    void an_own_host_that_is_none_stops_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(owning("https://api.example.com")))
                .withMessageStartingWith(
                        "wa.settings.processor.urls.own-hosts: \"https://api.example.com\" must be a host name");
    }

    @Test
    void own_hosts_are_refused_even_when_trusted() {
        UrlSettings settings = owning("HOOKS.example.com").withTrustedHosts(List.of(HOST));

        assertThat(((Refused) policy(settings).check("https://hooks.example.com./")).reason())
                .isEqualTo(UrlRefusal.OWN_HOST);
    }

    private static UrlSettings owning(String host) {
        return new UrlSettings(
                List.of(),
                UrlSettings.DEFAULTS.ports(),
                List.of(host),
                UrlSettings.DEFAULTS.lookupTimeout(),
                UrlSettings.DEFAULTS.lookupCacheCap());
    }

    private UrlPolicy policy(UrlSettings settings) {
        return new UrlPolicy(settings, resolver);
    }

    private UrlPolicy trusting(String... hosts) {
        return policy(UrlSettings.DEFAULTS.withTrustedHosts(Arrays.asList(hosts)));
    }
}
