package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {

    @ParameterizedTest
    @CsvSource({
        "https://id.example/token, id.example, 443, id.example",
        "https://ID.example.:443/token, id.example, 443, id.example",
        "https://id.example:8443, id.example, 8443, id.example:8443",
        "http://id.example, id.example, 80, id.example:80",
        "https://bücher.example/token, xn--bcher-kva.example, 443, xn--bcher-kva.example",
        "http://Bücher.example.:8443, xn--bcher-kva.example, 8443, xn--bcher-kva.example:8443",
        "'https://[2606:4700:0:0::1]/', 2606:4700::1, 443, [2606:4700::1]",
        "'https://[2606:4700::1]:8443/', 2606:4700::1, 8443, [2606:4700::1]:8443"
    })
    void a_host_has_one_name_by_its_url_and_by_itself(String url, String host, int port, String name) {
        assertThat(HostAndPort.of(url)).contains(name);
        assertThat(HostAndPort.of(host, port)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.example, id.example",
        "https://ID.example.:/token, id.example",
        "https://id.example:0443?a=b, id.example",
        "http://id.example:443/, id.example",
        "http://id.example/token, id.example:80",
        "https://id.example:80/token, id.example:80",
        "https://id.example.:08443/, id.example:8443",
        "'https://[2606:4700::1]/', '[2606:4700::1]'",
        "'https://[2606:4700::1]:8443/', '[2606:4700::1]:8443'"
    })
    void the_urls_of_a_host_are_found_by_its_name(String url, String name) {
        assertThat(HostAndPort.of(url)).contains(name);
        assertThat(HostAndPort.urlsOf(Set.of("other.example", name))
                        .matcher(url)
                        .find())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example:8443/",
                "https://id.example:4430/",
                "http://id.example/",
                "https://idxexample/",
                "https://id.example.org/",
                "https://an.id.example/",
                "https://other.example/?https://id.example/"
            })
    void the_urls_of_other_hosts_are_not(String url) {
        assertThat(HostAndPort.of(url)).isPresent().get().isNotEqualTo("id.example");
        assertThat(HostAndPort.urlsOf(Set.of("id.example")).matcher(url).find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost/", "https://LOCALHOST:443/"})
    void what_is_never_accepted_has_a_name_as_well(String url) {
        assertThat(HostAndPort.of(url)).contains("localhost");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a_b.example/, a_b.example",
        "http://A_b.example/, a_b.example:80",
        "https://1.2.3:8443/, 1.2.3:8443"
    })
    void what_is_no_host_name_has_a_name_as_well(String url, String name) {
        assertThat(HostAndPort.of(url)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ada:secret@id.example/, id.example",
        "https://ada:secret@bücher.example:8443/, xn--bcher-kva.example:8443",
        "https://ada:secret@a_b.example/, a_b.example",
        "https://ada:se@cret@a_b.example/, a_b.example"
    })
    void user_info_is_left_out(String url, String name) {
        assertThat(HostAndPort.of(url)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ada:secret",
                "https://ada:sec/ret@bücher.example/",
                "https://secret\uFF20bücher.example/",
                "https://secret%40a_b.example/",
                "https://sécret!@/"
            })
    void what_could_be_user_info_is_no_host(String url) {
        assertThat(HostAndPort.of(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no url", "mailto:ada@example.com", "https:///path", "https://a b/"})
    void what_names_no_host_has_none(String text) {
        assertThat(HostAndPort.of(text)).isEmpty();
    }
}
