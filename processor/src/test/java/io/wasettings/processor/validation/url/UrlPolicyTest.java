package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.validation.url.UrlVerdict.Accepted;
import io.wasettings.processor.validation.url.UrlVerdict.Refused;
import io.wasettings.processor.validation.url.UrlVerdict.Undecided;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPolicyTest {

    private static final String HOST = "hooks.example.com";
    private static final String PUBLIC = "93.184.216.34";

    private final FakeResolver resolver = new FakeResolver().answering(HOST, PUBLIC, "2606:2800:220:1::1");

    @Test
    void a_target_holds_what_is_stored_and_what_is_dialled() {
        Target target = target("HTTPS://Hooks.Example.COM:08443/a/../%7e?x=%2f&y");

        assertThat(target.url()).isEqualTo("HTTPS://Hooks.Example.COM:08443/a/../%7e?x=%2f&y");
        assertThat(target.secure()).isTrue();
        assertThat(target.host()).isEqualTo(HOST);
        assertThat(target.port()).isEqualTo(8443);
        assertThat(target.authority()).isEqualTo(HOST + ":8443");
        assertThat(target.requestTarget()).isEqualTo("/a/../%7e?x=%2f&y");
        assertThat(target.addresses()).extracting(Addresses::text).containsExactly(PUBLIC, "2606:2800:220:1::1");
        assertThat(target.trusted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com, hooks.example.com, 443, /",
        "https://hooks.example.com:, hooks.example.com, 443, /",
        "https://hooks.example.com:0443/, hooks.example.com, 443, /",
        "https://hooks.example.com./, hooks.example.com, 443, /",
        "https://hooks.example.com?a, hooks.example.com, 443, /?a",
        "https://hooks.example.com/?, hooks.example.com, 443, /?",
        "https://hooks.example.com//x, hooks.example.com, 443, //x",
        "'https://[2606:4700:0:0::1]:8443/x', '[2606:4700::1]:8443', 8443, /x",
        "'https://[2606:4700:1:2:3:4:5::]/', '[2606:4700:1:2:3:4:5:0]', 443, /",
        "https://8.8.8.8/, 8.8.8.8, 443, /"
    })
    void what_is_dialled_is_normalized(String url, String authority, int port, String requestTarget) {
        Target target = target(url);

        assertThat(target.url()).isEqualTo(url);
        assertThat(target.authority()).isEqualTo(authority);
        assertThat(target.port()).isEqualTo(port);
        assertThat(target.requestTarget()).isEqualTo(requestTarget);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1:2:3:4:5:6:7:]",
                "[1:2:3:4:5:6:7::8]",
                "[1:2:3:4:5:6:7:8:]",
                "[1:2:3:4:5:6:7:8::]",
                "[::2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7::8.8.8.8]"
            })
    void too_many_groups_are_no_address(String host) {
        assertThat(refusal("https://" + host + "/").reason()).isEqualTo(UrlRefusal.ADDRESS_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "2606:4700:4700::1111, ADDRESS_MALFORMED",
        "2606:4700:4700::1111:443, ADDRESS_MALFORMED",
        "::1, ADDRESS_MALFORMED",
        "::ffff:8.8.8.8, ADDRESS_MALFORMED",
        "fe80::1%eth0, ADDRESS_MALFORMED",
        "h.com:443:443, PORT_INVALID",
        "h.com::, PORT_INVALID",
        "be.ef:443x, PORT_INVALID",
        ":443, HOST_MISSING"
    })
    void an_ipv6_address_out_of_brackets_is_called_one(String authority, UrlRefusal reason) {
        assertThat(refusal("https://" + authority + "/").reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7F, 0x85, 0xA0, 0xAD, 0x200B, 0x2028, 0x2029, 0x202E, 0x2060, 0x3000, 0xFEFF, 0xE0041})
    void white_space_and_controls_beyond_ascii_are_called_so_wherever_they_are(int character) {
        String unseen = Character.toString(character);

        for (String url : List.of(
                unseen + "https://h.com/",
                "htt" + unseen + "ps://h.com/",
                "https://a" + unseen + "b.com/",
                "https://h.com" + unseen + ":443/",
                "https://h.com/" + unseen)) {
            assertThat(refusal(url).reason()).isEqualTo(UrlRefusal.ILLEGAL_CHARACTER);
        }
    }

    @Test
    void a_joiner_in_a_host_is_what_idna_versions_read_differently() {
        for (String joiner : List.of("\u200C", "\u200D")) {
            assertThat(refusal("https://क्" + joiner + "ष.com/").reason()).isEqualTo(UrlRefusal.HOST_LOOK_ALIKE);
        }
    }

    @Test
    void the_ascii_form_of_look_alikes_may_be_plain_as_well_as_encoded() {
        for (String url : List.of("https://\uFF41.com/", "https://fa\u00DF.com/")) {
            assertThat(refusal(url).message()).endsWith("send its ASCII form (plain letters and digits, or xn--)");
        }
    }

    @Test
    void a_host_is_looked_up_once_and_without_its_root_dot() {
        target("https://HOOKS.example.com./");

        assertThat(resolver.lookUps()).containsExactly(HOST);
    }

    @Test
    void nothing_is_looked_up_for_what_is_refused_already() {
        for (String url : List.of("http://a.com/", "https://a.com:22/", "https://a.local/", "https://10.0.0.1/")) {
            assertThat(check(url)).isInstanceOf(Refused.class);
        }

        assertThat(resolver.lookUps()).isEmpty();
    }

    @Test
    void one_bad_answer_refuses_the_name() {
        resolver.answering("mixed.example.com", PUBLIC, "2606:4700::1", "10.0.0.1");

        assertThat(refusal("https://mixed.example.com/").reason()).isEqualTo(UrlRefusal.RESOLVES_TO_NON_PUBLIC_ADDRESS);
    }

    @Test
    void a_resolver_that_fails_leaves_it_undecided() {
        resolver.failing("failing.example.com");

        assertThat(check("https://failing.example.com/")).isEqualTo(new Undecided("failing.example.com"));
    }

    @Test
    void the_answer_of_a_dns64_is_judged_by_the_ipv4_address_within() {
        resolver.answering("dns64.example.com", "64:ff9b::8.8.8.8").answering("inner.example.com", "64:ff9b::10.0.0.1");

        assertThat(target("https://dns64.example.com/").addresses())
                .extracting(Addresses::text)
                .containsExactly("64:ff9b::808:808");
        assertThat(refusal("https://inner.example.com/").reason()).isEqualTo(UrlRefusal.RESOLVES_TO_NON_PUBLIC_ADDRESS);
    }

    @ParameterizedTest
    @EnumSource
    void reasons_are_for_machines_and_for_partners(UrlRefusal reason) {
        assertThat(reason.wireName()).matches("[a-z_]+");
        assertThat(reason.message()).startsWith("must ").doesNotEndWith(".");
    }

    @Test
    void messages_reveal_no_address_and_quote_nothing() {
        resolver.answering("inside.example.com", "10.11.12.13");

        Refused refused = refusal("https://inside.example.com/s3cr3t");

        assertThat(refused.message()).doesNotContain("10.11.12.13", "inside", "s3cr3t");
        assertThat(refused.addresses()).extracting(Addresses::text).containsExactly("10.11.12.13");
    }

    @Test
    void the_allowed_ports_are_named() {
        assertThat(refusal("https://hooks.example.com:25/").message()).endsWith(": 443, 8443");
        assertThat(((Refused) policy(UrlSettings.DEFAULTS.withPorts(Set.of(444)))
                                .check("https://" + HOST + "/"))
                        .message())
                .endsWith(": 444");
    }

    @Test
    void a_url_may_not_outgrow_the_limit_by_its_a_label() {
        String host = "ü".repeat(20) + ".example.com";
        String url = "https://" + host + "/" + "x".repeat(2048 - "https://".length() - host.length() - 1);
        assertThat(url).hasSize(2048);

        assertThat(refusal(url).reason()).isEqualTo(UrlRefusal.TOO_LONG);
    }

    @Test
    void a_url_of_exactly_the_limit_passes() {
        String url = "https://hooks.example.com/" + "x".repeat(2048 - 26);

        assertThat(check(url)).isInstanceOf(Accepted.class);
        assertThat(refusal(url + "x").reason()).isEqualTo(UrlRefusal.TOO_LONG);
    }

    private UrlPolicy policy(UrlSettings settings) {
        return new UrlPolicy(settings, resolver);
    }

    private UrlVerdict check(String url) {
        return policy(UrlSettings.DEFAULTS).check(url);
    }

    private Target target(String url) {
        return Targets.accepted(policy(UrlSettings.DEFAULTS), url);
    }

    private Refused refusal(String url) {
        return (Refused) check(url);
    }
}
