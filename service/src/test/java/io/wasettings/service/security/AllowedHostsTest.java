package io.wasettings.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private final AllowedHosts loopback = AllowedHosts.of(List.of(), InetAddress.getLoopbackAddress());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.8.8.8",
                "localhost",
                "LocalHost:8080",
                "localhost.",
                "api.localhost:8080",
                "[::1]",
                "[::1]:8080"
            })
    void a_port_of_the_loopback_interface_answers_to_its_names(String host) {
        assertThat(loopback.allow(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "attacker.example",
                "attacker.example:8080",
                "localhost.attacker.example",
                "127.0.0.1.attacker.example",
                "127.0.0.1@attacker.example",
                "notlocalhost",
                "127.0.0.1:8080:80",
                "[::1",
                "[::2]",
                "10.0.0.1"
            })
    void it_answers_to_no_other_name(String host) {
        assertThat(loopback.allow(host)).isFalse();
    }

    @Test
    void a_request_without_a_host_comes_from_no_browser() {
        assertThat(loopback.allow(null)).isTrue();
    }

    @Test
    void a_port_of_other_interfaces_answers_to_all_names() throws UnknownHostException {
        assertThat(AllowedHosts.of(List.of(), null).allow("api.example.com")).isTrue();
        assertThat(AllowedHosts.of(List.of(), InetAddress.getByName("0.0.0.0")).allow("api.example.com"))
                .isTrue();
    }

    @Test
    void configured_names_are_the_only_ones() {
        AllowedHosts configured =
                AllowedHosts.of(List.of("API.example.com", "[2001:db8::1]"), InetAddress.getLoopbackAddress());

        assertThat(configured.allow("api.example.com:443")).isTrue();
        assertThat(configured.allow("[2001:db8::1]:8080")).isTrue();
        assertThat(configured.allow("localhost")).isFalse();
        assertThat(configured.allow("www.example.com")).isFalse();
    }

    @Test
    void a_configured_address_may_lack_the_brackets_that_it_has_in_requests() {
        AllowedHosts configured = AllowedHosts.of(List.of("2001:DB8::1", "::ffff:10.0.0.1", "10.0.0.1"), null);

        assertThat(configured.allow("[2001:db8::1]:8080")).isTrue();
        assertThat(configured.allow("[::ffff:10.0.0.1]")).isTrue();
        assertThat(configured.allow("10.0.0.1:8080")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "api.example.com:8443",
                "[2001:db8::1]:8443",
                "https://api.example.com",
                "api.example.com/",
                "*.example.com",
                "*",
                "[api.example.com]",
                "bücher.example"
            })
    void what_no_request_could_match_is_refused(String configured) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedHosts.of(List.of("api.example.com", configured), null))
                .withMessageContaining("\"" + configured.strip() + "\"")
                .withMessageContaining("api.example.com");
    }
}
