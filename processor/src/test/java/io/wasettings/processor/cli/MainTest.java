package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final Terminal terminal = new Terminal();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "--server.port=0",
                "serve --server.port=0 --debug",
                "--trace --logging.level.root=warn --spring.main.banner-mode=off"
            })
    void serves_by_default_and_with_properties(String arguments) {
        assertThat(Main.serves(arguments.split(" "))).isTrue();
        assertThat(Main.serves()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "failed", "commands", "replay", "replays", "check-url", "keys", "nonsense"})
    void runs_commands(String argument) {
        assertThat(Main.serves(argument)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--spring.mongodb.uri=mongodb://h failed --partner acme",
                "--version",
                "--json failed",
                "serve failed",
                "serve --limit 5",
                "serve --server.port 0"
            })
    void what_is_no_property_of_serve_starts_nothing(String arguments) {
        assertThat(Main.serves(arguments.split(" "))).isFalse();
        assertThat(terminal.run(arguments.split(" "))).isEqualTo(2);

        assertThat(terminal.err()).contains("is no property; write the command first");
    }

    @Test
    void help_names_every_command() {
        assertThat(terminal.run("--help")).isZero();

        assertThat(terminal.out()).contains("serve", "commands", "failed", "replay", "replays", "check-url", "keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve --help",
                "--server.port=0 --help",
                "serve --server.port=0 --help",
                "commands --help",
                "failed --since yesterday --help",
                "replay --all --help",
                "replays --cancel --help",
                "keys rotate --help",
                "check-url --help"
            })
    void help_anywhere_only_helps(String arguments) {
        assertThat(Main.serves(arguments.split(" "))).isFalse();
        assertThat(terminal.run(arguments.split(" "))).isZero();

        assertThat(terminal.out()).contains("Usage: processor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "failed --unknown",
                "failed --spring.nothing",
                "failed --since yesterday",
                "failed --limit many",
                "failed --limit 0",
                "commands --state lost",
                "replay",
                "replay --parked --reason why",
                "replay --all --partner acme",
                "replay --all --id a",
                "replay --all --rate 0",
                "replays --cancel",
                "keys",
                "keys nonsense"
            })
    void misuse_is_said_and_has_status_2(String arguments) {
        assertThat(terminal.run(arguments.split(" "))).isEqualTo(2);

        assertThat(terminal.err()).hasLineCount(1).contains("--help");
        assertThat(terminal.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | No command nonsense; see --help",
                "nonsense --partner acme | No command nonsense; see --help",
                "replya --id a | No command replya; did you mean replay? See --help",
                "FAILED | No command FAILED; did you mean failed? See --help",
                "checkurl | No command checkurl; did you mean check-url? See --help",
                "save | No command save; see --help",
                "keys nonsense | No command keys nonsense; see \"keys --help\"",
                "keys rotat | No command keys rotat; did you mean keys rotate? See \"keys --help\"",
            })
    void a_command_that_is_none_is_named_with_the_one_that_was_meant(String arguments, String told) {
        assertThat(terminal.run(arguments.split(" "))).isEqualTo(2);

        assertThat(terminal.err()).isEqualToIgnoringNewLines(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay --code abc | replay: Invalid value for option '--code': 'abc' is not an int",
                "replay --all --id a | replay: --all excludes --id and filters",
                "keys remove | remove: Missing required option: '--kid=KID'",
                "keys list nonsense | list: Unmatched argument at index 2: 'nonsense'",
                "keys | keys: Missing required subcommand",
                "check-url --port https | check-url: Invalid value for option '--port'",
                "serve failed | serve: 'failed' is no property; write the command first",
            })
    void misuse_of_a_command_is_told_in_one_line_that_leads_to_its_help(String arguments, String told) {
        assertThat(terminal.run(arguments.split(" "))).isEqualTo(2);

        String command = arguments.replaceFirst("( --| nonsense| failed).*", "");
        assertThat(terminal.err()).hasLineCount(1).startsWith(told).endsWith("; see \"" + command + " --help\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dspring.mongodb.uri=mongodb://u:s3cret@h",
                "spring.mongodb.uri=mongodb://u:s3cret@h",
                "serve SPRING_MONGODB_URI=mongodb://u:s3cret@h",
                "failed -Dspring.mongodb.uri=mongodb://u:s3cret@h",
                "failed SPRING_MONGODB_URI=mongodb://u:s3cret@h",
            })
    void what_is_misplaced_is_named_without_its_value(String arguments) {
        assertThat(terminal.run(arguments.split(" "))).isEqualTo(2);

        assertThat(terminal.err()).containsIgnoringCase("mongodb").doesNotContain("s3cret");
    }

    @Test
    void misuse_moves_no_cursor() {
        assertThat(terminal.run("a\nb")).isEqualTo(2);
        assertThat(terminal.run("failed", "--since", "\u001b[2J")).isEqualTo(2);

        assertThat(terminal.err())
                .hasLineCount(2)
                .contains("No command a\\u{a}b;", "'\\u{1b}[2J' is not a time")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed --since +999999999-01-01T00:00:00Z | is not a time such as",
                "replay --all --until -999999999-01-01T00:00:00Z | is not a time such as",
                "commands --source /crm | --source tells ids apart: it needs --id",
                "replay --all --source /crm | --source tells ids apart: it needs --id",
                "commands --id a --state failed | --id excludes filters",
                "commands --id a --parked | --id excludes filters",
                "replay --partner acme --limit 0 | --limit must be greater than 0",
                "failed --wa.settings.mongodb.databse=prod | did you mean wa.settings.mongodb.database?",
                "replay | Say what is meant",
                "replay --all --partner acme | --all excludes --id and filters",
                "replay --id a --partner acme | --id excludes filters",
                "replay --all --rate 10001 | --rate must be 1 to 10000",
            })
    void misuse_is_named(String arguments, String correction) {
        assertThat(terminal.run(arguments.split(" "))).isEqualTo(2);

        assertThat(terminal.err()).contains(correction);
    }

    @ParameterizedTest
    @CsvSource({
        "replay, --id",
        "replay, --partner",
        "replay, --key",
        "replay, --step",
        "replay, --host",
        "replay --id a, --source",
        "replay --all, --reason",
        "replay --all, --operator",
        "commands, --id",
        "failed, --partner",
        "replays, --id",
        "keys remove, --kid"
    })
    void an_option_whose_value_is_blank_is_misuse(String command, String option) {
        for (String blank : List.of("", " ")) {
            String[] arguments = Stream.concat(Stream.of(command.split(" ")), Stream.of(option, blank))
                    .toArray(String[]::new);

            assertThat(terminal.run(arguments)).isEqualTo(2);
        }

        assertThat(terminal.err().lines().filter(line -> line.contains(option) && line.contains("must not be blank")))
                .hasSize(2);
    }

    @Test
    void a_replay_has_no_endless_reason() {
        assertThat(terminal.run("replay", "--all", "--reason", "x".repeat(501))).isEqualTo(2);

        assertThat(terminal.err()).contains("--reason must have at most 500 characters");
    }

    @Test
    void a_replay_names_no_more_commands_than_over_http() {
        String[] arguments = Stream.concat(
                        Stream.of("replay"), IntStream.range(0, 1001).mapToObj(i -> "--id=" + i))
                .toArray(String[]::new);

        assertThat(terminal.run(arguments)).isEqualTo(2);

        assertThat(terminal.err()).contains("--id must be there at most 1000 times");
    }
}
