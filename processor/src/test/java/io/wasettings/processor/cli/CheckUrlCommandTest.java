package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.testkit.Cases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckUrlCommandTest {

    private static final String RESOLVE = "--resolve=hooks.example.com=93.184.216.34,2606:2800:220:1::1";
    private static final String URL = "https://hooks.example.com/x";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String in = "";

    @Test
    void the_status_is_0_if_all_are_accepted() {
        assertThat(run(RESOLVE, URL, "https://8.8.8.8/")).isZero();
        assertThat(lines())
                .containsExactly(
                        "accept https://hooks.example.com/x (93.184.216.34: public, RFC 791; 2606:2800:220:1::1: public, RFC 3587)",
                        "accept https://8.8.8.8/ (8.8.8.8: public, RFC 791)");
    }

    @Test
    void the_status_is_1_if_any_is_refused() {
        assertThat(run(RESOLVE, URL, "https://10.0.0.1/")).isEqualTo(1);
        assertThat(lines().get(1))
                .isEqualTo("refuse https://10.0.0.1/ address_not_public: must not use an address that is not publicly"
                        + " reachable (10.0.0.1: private use, RFC 1918)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--unknown",
                "--resolve=hooks.example.com",
                "--resolve==1.2.3.4",
                "--resolve=a.com=nonsense",
                "--resolve=a b=1.2.3.4",
                "--resolve=http://x=1.2.3.4",
                "--resolve=https://hooks.example.com=8.8.8.8",
                "--resolve=hooks.example.com:443=8.8.8.8",
                "--resolve=user@hooks.example.com=8.8.8.8",
                "--resolve=hooks.example.com/x=8.8.8.8",
                "--resolve= =8.8.8.8",
                "--resolve=a.com=1.2.3.4,",
                "--trusted-host=http://localhost",
                "--port=https",
                "--port=70000",
                "--port=0",
                "--port=-1",
                "--port=443,65536"
            })
    void the_status_is_2_for_misuse(String option) {
        assertThat(run(option, URL)).isEqualTo(2);
        assertThat(lines()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank();
    }

    @Test
    void a_trusted_host_that_is_none_is_told_with_its_option() {
        run("--trusted-host=http://localhost", URL);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--trusted-host: \"http://localhost\" must be");
    }

    @Test
    void a_port_that_is_none_is_told_with_what_it_may_be() {
        run("--port=65535,65536", URL);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("check-url: --port: must be 1 to 65535; see \"check-url --help\"\n");
    }

    @Test
    void without_a_command_it_is_misuse() {
        assertThat(Main.run(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(2);
    }

    @Test
    void json_has_the_documented_members() {
        run("--json", RESOLVE, URL, "https://user@hooks.example.com/", "https://10.0.0.1/");

        assertThat(lines())
                .containsExactly(
                        "{\"url\":\"https://hooks.example.com/x\",\"verdict\":\"accept\",\"reason\":\"public_address\","
                                + "\"host\":\"hooks.example.com\",\"addresses\":[\"93.184.216.34\",\"2606:2800:220:1::1\"]}",
                        "{\"url\":\"https://user@hooks.example.com/\",\"verdict\":\"refuse\",\"reason\":\"user_info\","
                                + "\"host\":null,\"addresses\":[]}",
                        "{\"url\":\"https://10.0.0.1/\",\"verdict\":\"refuse\",\"reason\":\"address_not_public\","
                                + "\"host\":\"10.0.0.1\",\"addresses\":[\"10.0.0.1\"]}");
    }

    @Test
    void a_stated_host_without_addresses_does_not_exist() {
        run("--json", "--resolve", "gone.example.com=", "https://gone.example.com/");

        assertThat(json(0).get("reason").stringValue()).isEqualTo("host_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my_host.example.com",
                "10.0.0.1",
                "[::1]",
                "xn--a.example.com",
                "metadata.goog",
                "printer.local",
                "hooks"
            })
    void a_stated_answer_that_nobody_will_ask_for_is_said(String host) {
        assertThat(run("--resolve=" + host + "=8.8.8.8", RESOLVE, URL)).isZero();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .hasLineCount(1)
                .contains("--resolve " + host + "=… is not used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"printer.local", "printer.local:9090"})
    void a_stated_answer_for_a_trusted_host_is_asked_for_whatever_the_table_of_names_says(String trusted) {
        assertThat(run("--resolve=printer.local=10.0.0.1", "--trusted-host=" + trusted, "http://printer.local:9090/"))
                .isZero();

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void statements_add_up_and_match_whatever_the_spelling_of_the_host() {
        run(
                "--json",
                "--resolve=BÜCHER.example.com.=93.184.216.34",
                "--resolve",
                "xn--bcher-kva.example.com=[::1]",
                "https://bücher.example.com/");

        assertThat(json(0).get("reason").stringValue()).isEqualTo("resolves_to_non_public_address");
        assertThat(json(0).get("host").stringValue()).isEqualTo("xn--bcher-kva.example.com");
        assertThat(json(0).get("addresses").valueStream().map(JsonNode::stringValue))
                .containsExactly("93.184.216.34", "::1");
    }

    @Test
    void trusted_hosts_and_ports_are_options() {
        run(
                "--json",
                "--trusted-host=localhost,127.0.0.1:9090",
                "--port=444",
                RESOLVE,
                "http://127.0.0.1:9090/",
                "https://hooks.example.com:444/",
                URL);

        assertThat(json(0).get("reason").stringValue()).isEqualTo("trusted_host");
        assertThat(json(1).get("verdict").stringValue()).isEqualTo("accept");
        assertThat(json(2).get("reason").stringValue()).isEqualTo("port_not_allowed");
    }

    @Test
    void without_urls_lines_of_standard_input_are_read() {
        in = URL + "\r\n\nhttps://a.local/\rb\nhttps://10.0.0.1/";

        assertThat(run(RESOLVE)).isEqualTo(1);
        assertThat(lines()).hasSize(4);
        assertThat(lines().get(0)).startsWith("accept " + URL + " ");
        assertThat(lines().get(1)).startsWith("refuse  empty: ");
        assertThat(lines().get(2)).startsWith("refuse https://a.local/\\u{d}b illegal_character: ");
        assertThat(lines().get(3)).startsWith("refuse https://10.0.0.1/ ");
    }

    @Test
    void one_byte_order_mark_at_the_start_of_standard_input_is_passed_over() {
        in = "\uFEFF" + URL + "\n\uFEFF" + URL;

        assertThat(run(RESOLVE)).isEqualTo(1);
        assertThat(lines().get(0)).startsWith("accept " + URL + " ");
        assertThat(lines().get(1)).startsWith("refuse \\u{feff}" + URL + " illegal_character: ");
    }

    @Test
    void nothing_on_standard_input_is_nothing_refused() {
        assertThat(run()).isZero();
        assertThat(lines()).isEmpty();
    }

    @Test
    void with_json_each_line_is_a_json_string_in_and_an_object_out() {
        in = "\"https://hooks.example.com/x\"\n\"https:\\/\\/a\\ud800b.com\\n\"\n";

        assertThat(run("--json", RESOLVE)).isEqualTo(1);
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).startsWith("{\"url\":\"https://a\\uD800b.com\\n\",\"verdict\":\"refuse\"");
    }

    @Test
    void json_is_safe_on_a_terminal() {
        run("--json", "https://a\u007f\u0080\u001b.com/");

        assertThat(lines().get(0)).startsWith("{\"url\":\"https://a\\u007F\\u0080\\u001B.com/\"");
        assertThat(json(0).get("url").stringValue()).isEqualTo("https://a\u007f\u0080\u001b.com/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.com/", "", "1", "{}", "\"a\" \"b\"", "\"a", "\"a\tb\"", "null"})
    void with_json_a_line_that_is_no_string_is_misuse_and_named(String line) {
        in = "\"https://8.8.8.8/\"\n" + line + "\n\"https://10.0.0.1/\"\n";

        assertThat(run("--json")).isEqualTo(2);
        assertThat(lines()).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2 is not a JSON string");
    }

    @Test
    void answers_come_in_the_order_of_many_lines() {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            urls.add("\"https://10.0." + i / 256 + "." + i % 256 + "/\"");
        }
        in = String.join("\n", urls);

        run("--json");

        assertThat(lines())
                .zipSatisfy(urls, (line, url) -> assertThat(line).contains(url))
                .hasSameSizeAs(urls);
    }

    @Test
    void what_moves_the_cursor_or_reorders_text_is_shown_escaped() {
        run("https://a\u001b[2J\u202e.com/", "@/etc/passwd");

        assertThat(lines().get(0)).startsWith("refuse https://a\\u{1b}[2J\\u{202e}.com/ illegal_character: ");
        assertThat(lines().get(1)).startsWith("refuse @/etc/passwd not_absolute: ");
    }

    @Test
    void every_hard_case_gets_its_verdict() {
        List<JsonNode> cases = Cases.of("urls")
                .filter(testCase -> !testCase.path("dns_sequence").booleanValue(false))
                .filter(testCase -> !testCase.get("layer").stringValue().equals("redirect"))
                .filter(testCase -> !testCase.get("why").stringValue().startsWith("the service's own"))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("--json"));
        JsonMapper mapper = JsonMapper.shared();
        StringBuilder lines = new StringBuilder();
        for (JsonNode testCase : cases) {
            lines.append(mapper.writeValueAsString(testCase.get("url").stringValue()))
                    .append('\n');
            testCase.path("dns")
                    .propertyStream()
                    .forEach(host -> arguments.add("--resolve=" + host.getKey() + "="
                            + String.join(
                                    ",",
                                    host.getValue()
                                            .valueStream()
                                            .map(JsonNode::stringValue)
                                            .distinct()
                                            .toList())));
        }
        in = lines.toString();

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(1);

        for (int i = 0; i < cases.size(); i++) {
            assertThat(json(i).get("verdict"))
                    .as(cases.get(i).toString())
                    .isEqualTo(cases.get(i).get("verdict"));
        }
    }

    @Test
    void it_stops_reading_when_nobody_reads_its_verdicts() throws IOException {
        InputStream many =
                new ByteArrayInputStream("https://8.8.8.8/\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));

        assertThat(Main.run(many, full(), new PrintStream(err, true, StandardCharsets.UTF_8), "check-url"))
                .isEqualTo(2);

        assertThat(many.available()).isPositive();
        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("standard output");
    }

    @Test
    void an_input_that_cannot_be_read_is_said_in_one_line() throws IOException {
        try (InputStream folder = new InputOfAFolder()) {
            assertThat(Main.run(
                            folder,
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            "check-url"))
                    .isEqualTo(2);
        }

        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("standard input", "Is a directory");
    }

    @Test
    void what_nobody_foresaw_is_said_in_one_line() throws IOException {
        try (InputStream broken = new BrokenInput()) {
            assertThat(Main.run(
                            broken,
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            "check-url"))
                    .isEqualTo(2);
        }

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("check-url: a fault\n");
    }

    private static PrintStream full() {
        OutputStream device = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        return new PrintStream(device, true, StandardCharsets.UTF_8);
    }

    private static final class BrokenInput extends InputStream {
        @Override
        public int read() {
            throw new IllegalStateException("a fault");
        }

        @Override
        public int read(byte[] into, int from, int most) {
            return read();
        }
    }

    private static final class InputOfAFolder extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Is a directory");
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            return read();
        }
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "check-url";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.run(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all);
    }

    private List<String> lines() {
        String text = out.toString(StandardCharsets.UTF_8);
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    private JsonNode json(int line) {
        return JsonMapper.shared().readTree(lines().get(line));
    }
}
