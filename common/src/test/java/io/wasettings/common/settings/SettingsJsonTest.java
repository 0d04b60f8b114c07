package io.wasettings.common.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.wasettings.common.settings.SettingsJson.Decoded;
import io.wasettings.common.settings.SettingsJson.Undecodable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsJsonTest {

    private static final SettingsRules RULES = new SettingsRules();

    @Test
    void all_violations_are_reported_at_once_by_json_pointer() {
        Decoded decoded = decoded("""
                {"webhook_url": " ", "from": "123", "auth_type": "oauth2", "oauth2": {"grant_type": "refresh_token",
                 "token_url": null, "client_id": "ü", "client_secret": "s", "scopes": ["ok", "not ok", null],
                 "expires_in": 0}}""");

        assertThat(violations(decoded))
                .extracting(FieldMessage::field)
                .containsExactly(
                        "/from",
                        "/oauth2/client_id",
                        "/oauth2/expires_in",
                        "/oauth2/refresh_token",
                        "/oauth2/scopes/1",
                        "/oauth2/scopes/2",
                        "/oauth2/token_url",
                        "/webhook_url");
    }

    @Test
    void of_very_many_elements_the_first_are_looked_at() {
        Decoded decoded =
                decoded("{\"auth_type\": \"oauth2\", \"oauth2\": {\"scopes\": [" + "\"\",".repeat(20_000) + "\"\"]}}");

        assertThat(violations(decoded))
                .hasSizeLessThan(120)
                .extracting(FieldMessage::field)
                .contains("/webhook_url", "/oauth2/token_url", "/oauth2/scopes", "/oauth2/scopes/0");
    }

    @Test
    void of_very_many_elements_of_the_wrong_type_the_first_are_named() {
        assertThat(undecodable("{\"oauth2\": {\"expires_in\": \"1\", \"scopes\": [" + "1,".repeat(20_000) + "1]}}")
                        .errors())
                .hasSizeLessThan(120)
                .contains(new FieldMessage("/oauth2/expires_in", "must be an integer"));
    }

    @Test
    void what_is_too_deep_or_too_long_to_be_read_is_told_so() {
        String limits =
                "is nested deeper than 32 levels, has a number of more than 400 digits or more than 65536 tokens";

        assertThat(undecodable("{\"a\": " + "[".repeat(32) + "]".repeat(32) + "}")
                        .detail())
                .contains(limits);
        assertThat(undecodable("{\"a\": " + "1".repeat(401) + "}").detail()).contains(limits);
        assertThat(undecodable("{\"a\": [" + "{},".repeat(33_000) + "1]}").detail())
                .contains(limits);
    }

    @Test
    void no_body_of_64_KiB_has_too_many_tokens() {
        assertThat(decoded("{\"a\": [" + "[[[[[[[[]]]]]]]],".repeat(64 * 1024 / 17) + "1]}")
                        .warnings())
                .hasSize(1);
    }

    @Test
    void a_violation_says_what_to_send_instead() {
        assertThat(violations(decoded("{\"auth_type\": \"oauth2\", \"oauth2\": {\"expires_in\": 0}}")))
                .contains(
                        new FieldMessage("/oauth2/expires_in", "must be greater than 0"),
                        new FieldMessage("/webhook_url", "is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-9223372036854775808", "-9223372036854775809", "-99999999999999999999"})
    void a_negative_number_breaks_the_rule_and_not_the_type_however_small_it_is(String number) {
        Decoded decoded = decoded("{\"auth_type\": \"oauth2\", \"oauth2\": {\"expires_in\": " + number + "}}");

        assertThat(violations(decoded)).contains(new FieldMessage("/oauth2/expires_in", "must be greater than 0"));
    }

    @Test
    void messages_never_quote_a_value() {
        Decoded decoded = decoded("""
                {"webhook_url": "https://a.example", "auth_type": "bearer", "api_key": "s3cr3t value"}""");

        assertThat(violations(decoded).toString()).doesNotContain("s3cr3t");
        assertThat(decoded.settings().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void a_blank_sender_means_the_default_sender() {
        assertThat(decoded("{\"from\": \" \"}").settings().from()).isNull();
        assertThat(decoded("{\"from\": \"\\u00a0\\u200b\"}").settings().from()).isNull();
    }

    @Test
    void every_wrong_type_is_named() {
        assertThat(undecodable("{\"webhook_url\": 1, \"oauth2\": {\"expires_in\": \"3600\", \"scopes\": [1]}}")
                        .errors())
                .containsExactly(
                        new FieldMessage("/webhook_url", "must be a string"),
                        new FieldMessage("/oauth2/scopes/0", "must be a string"),
                        new FieldMessage("/oauth2/expires_in", "must be an integer"));
    }

    @ParameterizedTest
    @CsvSource({
        "99999999999999999999, must be at most 9223372036854775807",
        "1.5, must be an integer",
        "\"1\", must be an integer"
    })
    void a_number_that_is_none_is_told_from_one_that_is_too_large(String number, String message) {
        assertThat(undecodable("{\"oauth2\": {\"expires_in\": " + number + "}}").errors())
                .containsExactly(new FieldMessage("/oauth2/expires_in", message));
    }

    @Test
    void malformed_json_is_located_but_not_quoted() {
        assertThat(undecodable("{\"client_secret\": \"s3cr3t\" oops}").detail())
                .startsWith("The body is not valid JSON near line 1, column")
                .doesNotContain("s3cr3t", "oops");
    }

    @Test
    void unknown_members_are_named_with_the_likely_intended_name() {
        Decoded decoded = decoded("""
                {"webhook_ulr": "x", "webhookUrl": "y", "colour": "red", "oauth2": {"client_ids": "z", "a/b~c": 1}}""");

        assertThat(decoded.warnings())
                .containsExactlyInAnyOrder(
                        new FieldMessage("/webhook_ulr", "is unknown and was ignored; did you mean \"webhook_url\"?"),
                        new FieldMessage("/webhookUrl", "is unknown and was ignored; did you mean \"webhook_url\"?"),
                        new FieldMessage("/colour", "is unknown and was ignored"),
                        new FieldMessage(
                                "/oauth2/client_ids", "is unknown and was ignored; did you mean \"client_id\"?"),
                        new FieldMessage("/oauth2/a~1b~0c", "is unknown and was ignored"));
    }

    @Test
    void how_many_more_unknown_members_there_are_is_said_at_the_end() {
        String unknown =
                IntStream.range(0, 22).mapToObj(i -> "\"x" + i + "\": 0").collect(Collectors.joining(", "));

        List<FieldMessage> warnings =
                decoded("{" + unknown + ", \"oauth2\": {" + unknown + "}}").warnings();

        assertThat(warnings).hasSize(42);
        assertThat(warnings.get(19)).isEqualTo(new FieldMessage("/x19", "is unknown and was ignored"));
        assertThat(warnings.get(20)).isEqualTo(new FieldMessage("", "more unknown members were ignored: 2"));
        assertThat(warnings.get(41)).isEqualTo(new FieldMessage("/oauth2", "more unknown members were ignored: 2"));
    }

    @Test
    void of_as_many_unknown_members_as_are_named_there_are_no_more() {
        String unknown =
                IntStream.range(0, 20).mapToObj(i -> "\"x" + i + "\": 0").collect(Collectors.joining(", "));

        assertThat(decoded("{" + unknown + "}").warnings())
                .hasSize(20)
                .allMatch(warning -> warning.message().equals("is unknown and was ignored"));
    }

    @Test
    void an_unknown_member_may_have_a_name_of_any_length() {
        String name = "n".repeat(60_000);

        byte[] body = ("{\"" + name + "\": 1}").getBytes(StandardCharsets.UTF_8);

        assertThat(SettingsJson.readRequest(body)).isInstanceOf(Decoded.class);
    }

    @Test
    void names_of_unknown_members_cannot_disturb_a_log() {
        assertThat(decoded("{\"a\\u001b[2J\\u2028\\r\\n" + "x".repeat(500) + "\": 1}")
                        .warnings()
                        .get(0)
                        .field())
                .startsWith("/a?[2J???xxx")
                .hasSize(65);
    }

    @ParameterizedTest
    @ValueSource(strings = {"नाम", "e\u0301", "naïve", "名前", "a\uD83D\uDE00", "#→€"})
    void names_of_unknown_members_are_told_in_any_script(String name) {
        assertThat(decoded("{\"" + name + "\": 1}").warnings())
                .extracting(FieldMessage::field)
                .containsExactly("/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u007F", "\u0085", "\u00A0", "\u2028", "\u2029", "\u202E", "\uFEFF", "\uFFFF"})
    void what_nobody_could_see_in_the_name_of_an_unknown_member_is_replaced(String unseen) {
        assertThat(decoded("{\"a" + unseen + "\": 1}").warnings())
                .extracting(FieldMessage::field)
                .containsExactly("/a?");
    }

    @Test
    void a_space_in_the_name_of_an_unknown_member_is_no_disturbance() {
        assertThat(decoded("{\"web hook\": 1}").warnings())
                .extracting(FieldMessage::field)
                .containsExactly("/web hook");
    }

    @Test
    void members_of_the_other_kind_of_credentials_are_ignored_but_named() {
        assertThat(decoded("{\"auth_type\": \"bearer\", \"api_key\": \"k\", \"oauth2\": {}}")
                        .warnings())
                .extracting(FieldMessage::field)
                .containsExactly("/oauth2");
        assertThat(decoded("""
                        {"auth_type": "oauth2", "api_key": "k",
                         "oauth2": {"grant_type": "client_credentials", "refresh_token": "r"}}""").warnings())
                .extracting(FieldMessage::field)
                .containsExactly("/api_key", "/oauth2/refresh_token");
    }

    @Test
    void they_are_named_if_they_are_blank_but_not_if_they_are_null() {
        assertThat(decoded("""
                        {"auth_type": "oauth2", "api_key": "",
                         "oauth2": {"grant_type": "client_credentials", "refresh_token": " "}}""").warnings())
                .extracting(FieldMessage::field)
                .containsExactly("/api_key", "/oauth2/refresh_token");
        assertThat(decoded("""
                        {"auth_type": "oauth2", "api_key": null,
                         "oauth2": {"grant_type": "client_credentials", "refresh_token": null}}""").warnings()).isEmpty();
    }

    @Test
    void they_are_named_before_what_is_unknown() {
        assertThat(decoded("{\"auth_type\": \"oauth2\", \"api_key\": \"k\", \"x\": 1, \"oauth2\": {\"y\": 1}}")
                        .warnings())
                .extracting(FieldMessage::field)
                .containsExactly("/api_key", "/x", "/oauth2/y");
    }

    @Test
    void secrets_of_the_other_kind_of_credentials_are_left_behind() {
        ValidSettings settings = valid(decoded("""
                {"webhook_url": "https://a.example", "auth_type": "oauth2", "api_key": "k", "oauth2":
                 {"grant_type": "client_credentials", "token_url": "https://b.example", "client_id": "c",
                  "client_secret": "s", "refresh_token": "r", "expires_in": 60}}"""));

        assertThat(settings.credentials().secrets().values()).containsOnlyKeys(Secrets.CLIENT_SECRET);
    }

    @Test
    void what_is_not_json_is_told_from_what_is_not_plain_json() {
        assertThat(undecodable("\uFEFF{}").detail())
                .isEqualTo("The body begins with a byte order mark; send UTF-8 without it.");
        assertThat(undecodable("{\"s3cr3t\": 1, \"s3cr3t\": 2}").detail())
                .startsWith("The body names a member twice near line 1, column")
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000017B7D", "007B007D", "7B007D00", "FEFF007B007D", "FFFE7B007D00"})
    void utf_16_and_a_schema_registrys_format_are_told_from_what_is_not_json(String body) {
        assertThat(undecodable(HexFormat.of().parseHex(body)).detail())
                .isEqualTo(
                        "The body seems to be in UTF-16 or in a schema registry's format; send plain JSON in UTF-8.");
    }

    @Test
    void sealed_secrets_are_a_member_of_commands_only() {
        String json = "{\"sealed_secrets\": \"abc\"}";

        assertThat(decoded(json).warnings()).hasSize(1);
        Decoded command = SettingsJson.readCommand(json.getBytes(StandardCharsets.UTF_8))
                .fold(decoded -> decoded, undecodable -> fail(undecodable.detail()));
        assertThat(command.sealedSecrets()).isEqualTo("abc");
        assertThat(command.warnings()).isEmpty();
    }

    private static Decoded decoded(String json) {
        return SettingsJson.readRequest(json.getBytes(StandardCharsets.UTF_8))
                .fold(decoded -> decoded, undecodable -> fail(undecodable.detail()));
    }

    private static Undecodable undecodable(String json) {
        return undecodable(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Undecodable undecodable(byte[] body) {
        return SettingsJson.readRequest(body).fold(decoded -> fail("it decodes"), undecodable -> undecodable);
    }

    private static ValidSettings valid(Decoded decoded) {
        return RULES.check(decoded.settings()).fold(valid -> valid, violations -> fail(violations.toString()));
    }

    private static List<FieldMessage> violations(Decoded decoded) {
        return RULES.check(decoded.settings()).fold(valid -> List.of(), violations -> violations);
    }
}
