package io.wasettings.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserInfoTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:pa55@hooks.example.com/wa",
                "https://user@hooks.example.com",
                "https://:pa55@hooks.example.com",
                "https:/user:pa55@hooks.example.com",
                "https:user:pa55@hooks.example.com",
                "https:\\\\user:pa55@hooks.example.com",
                "\t ht\ntps://user:pa55@hooks.example.com",
                "//user:pa55@hooks.example.com",
                "user:pa55@hooks.example.com",
                "https://user:pa/55@hooks.example.com/",
                "https://user:pa#55@hooks.example.com/",
                "https://user:pa55%40hooks.example.com",
                "https://user:pa55\uFF20hooks.example.com",
                "https://user:55\uFF0F55@hooks.example.com",
                "https://user:55\uFF1F55@hooks.example.com",
                "https://user:/55@hooks.example.com",
                "https://user:#55@hooks.example.com",
                "https://user:12#55@hooks.example.com",
                "https://user\\:pa55@hooks.example.com",
                "https:///user:pa55@hooks.example.com",
                "https: //user:pa55@hooks.example.com",
                "https ://user:pa55@hooks.example.com",
                "https://https://user:pa55@hooks.example.com",
                "ht_tps://user:pa55@hooks.example.com",
                "url:https://user:pa55@hooks.example.com",
                "jar:https://user:pa55@hooks.example.com/!/",
                "<https://user:pa55@hooks.example.com>",
                "\"https://user:pa55@hooks.example.com\"",
                "\uFEFFhttps://user:pa55@hooks.example.com",
                "\u200Bhttps://user:pa55@hooks.example.com",
                "\u2028https://user:pa55@hooks.example.com",
                "\u0085https://user:pa55@hooks.example.com"
            })
    void whatever_some_program_takes_for_user_info_is_found(String url) {
        assertThat(UserInfo.isIn(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/@acme/wa",
                "https://hooks.example.com:8443/wa?to=a@b.example",
                "https://hooks.example.com?to=a%40b.example",
                "https://[2001:db8::1]:8443/@acme",
                "HTTPS://hooks.example.com/@acme",
                "https://bücher.example/@acme#top",
                "https://hooks.example.com",
                "nonsense"
            })
    void an_at_sign_elsewhere_is_none(String url) {
        assertThat(UserInfo.isIn(url)).isFalse();
    }

    @Test
    void a_url_as_long_as_a_body_is_read_like_any_other() {
        String host = "a".repeat(64_000);

        assertThat(UserInfo.isIn("https://" + host + "/@")).isFalse();
        assertThat(UserInfo.isIn("https://" + host + "@")).isTrue();
    }
}
