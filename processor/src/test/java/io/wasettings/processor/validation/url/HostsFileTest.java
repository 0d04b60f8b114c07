package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.wasettings.testkit.CapturedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsFileTest {

    private static final String HOST = "host.example.com";

    @TempDir
    private Path folder;

    private Path file;
    private HostsFile hosts;

    @BeforeEach
    void open() {
        file = folder.resolve("hosts");
        hosts = new HostsFile(file);
    }

    @Test
    void all_names_of_a_line_have_its_address() throws IOException {
        write("10.0.0.1\tfirst.example.com  second.example.com\tthird # fourth.example.com");

        assertThat(addresses("first.example.com")).containsExactly("10.0.0.1");
        assertThat(addresses("second.example.com")).containsExactly("10.0.0.1");
        assertThat(addresses("third")).containsExactly("10.0.0.1");
        assertThat(addresses("fourth.example.com")).isEmpty();
    }

    @Test
    void a_name_has_the_addresses_of_all_its_lines_once() throws IOException {
        write("10.0.0.1 " + HOST, "10.0.0.2 " + HOST, "fd00::1 other.example.com " + HOST, "10.0.0.1 " + HOST);

        assertThat(addresses(HOST)).containsExactly("10.0.0.1", "10.0.0.2", "fd00::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host.Example.COM", "host.example.com."})
    void names_are_found_however_they_are_spelled(String spelling) throws IOException {
        write("10.0.0.1 " + spelling);

        assertThat(addresses(HOST)).containsExactly("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "10.0.0.9",
                "# 10.0.0.9 host.example.com",
                "fe80::9%lo0 host.example.com",
                "10.0.9 host.example.com",
                "010.0.0.9 host.example.com",
                "host.example.com 10.0.0.9",
                "10.0.0.9 a_b.example.com -.example.com ..",
                "\u0000"
            })
    void a_line_that_says_nothing_is_passed_over(String line) throws IOException {
        write("  10.0.0.1 " + HOST, line, "10.0.0.2 after.example.com");

        assertThat(addresses(HOST)).containsExactly("10.0.0.1");
        assertThat(addresses("after.example.com")).containsExactly("10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void lines_end_as_on_any_system(String end) throws IOException {
        Files.writeString(file, "10.0.0.1 " + HOST + end + "10.0.0.2 after.example.com");

        assertThat(addresses(HOST)).containsExactly("10.0.0.1");
        assertThat(addresses("after.example.com")).containsExactly("10.0.0.2");
    }

    @Test
    void a_byte_that_is_no_utf_8_hides_nothing() throws IOException {
        Files.writeString(file, "10.0.0.1 host.example.com # für Büro\n", StandardCharsets.ISO_8859_1);

        assertThat(addresses(HOST)).containsExactly("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"für Büro", "Å х other.example.com", "a\u2028 other.example.com"})
    void a_comment_says_nothing_in_whatever_encoding(String comment) throws IOException {
        write("10.0.0.1 " + HOST + " # " + comment);

        assertThat(addresses(HOST)).containsExactly("10.0.0.1");
        assertThat(addresses("other.example.com")).isEmpty();
    }

    @Test
    void a_change_counts_though_neither_length_nor_time_show_it() throws IOException {
        write("10.0.0.1 " + HOST);
        FileTime writtenAt = Files.getLastModifiedTime(file);
        assertThat(addresses(HOST)).containsExactly("10.0.0.1");

        write("10.0.0.2 " + HOST);
        Files.setLastModifiedTime(file, writtenAt);

        assertThat(addresses(HOST)).containsExactly("10.0.0.2");
    }

    @Test
    void a_file_that_takes_its_place_counts_though_it_is_as_old_and_as_long() throws IOException {
        write("10.0.0.1 " + HOST);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(addresses(HOST)).containsExactly("10.0.0.1");

        Path other = Files.writeString(folder.resolve("other"), "10.0.0.2 " + HOST);
        Files.setLastModifiedTime(other, FileTime.fromMillis(0));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(addresses(HOST)).containsExactly("10.0.0.2");
    }

    @Test
    void a_change_counts_from_the_next_look_up_on() throws IOException {
        write("10.0.0.1 " + HOST);
        assertThat(addresses(HOST)).containsExactly("10.0.0.1");

        write("10.0.0.2 " + HOST);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(addresses(HOST)).containsExactly("10.0.0.2");

        Files.delete(file);
        assertThat(addresses(HOST)).isEmpty();
    }

    @Test
    void a_file_that_grows_long_is_read_to_its_end() throws IOException {
        write("10.0.0.1 " + HOST);
        assertThat(addresses(HOST)).isNotEmpty();

        write(IntStream.range(0, 2_000)
                .mapToObj(i -> "10.0.0.2 n" + i + ".example.com")
                .collect(Collectors.joining("\n")));

        assertThat(addresses("n0.example.com")).containsExactly("10.0.0.2");
        assertThat(addresses("n1999.example.com")).containsExactly("10.0.0.2");
    }

    @Test
    void it_is_not_read_again_while_it_stays_as_it_is() throws IOException {
        List<Path> reads = new ArrayList<>();
        hosts = new HostsFile(
                file,
                path -> {
                    reads.add(path);
                    return Files.readString(path);
                },
                Clock.systemUTC());
        write("10.0.0.1 " + HOST);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        addresses(HOST);
        addresses(HOST);

        assertThat(reads).hasSize(1);
    }

    @Test
    void whoever_asks_while_it_is_read_waits_for_what_it_says() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        hosts = new HostsFile(
                file,
                path -> {
                    reading.countDown();
                    awaits(mayEnd);
                    return Files.readString(path);
                },
                Clock.systemUTC());
        write("10.0.0.1 " + HOST);
        FutureTask<List<String>> first = new FutureTask<>(() -> addresses(HOST));
        FutureTask<List<String>> second = new FutureTask<>(() -> addresses(HOST));

        new Thread(first).start();
        reading.await();
        Thread asking = new Thread(second);
        asking.start();
        Awaitility.await()
                .until(() -> asking.getState() == Thread.State.BLOCKED || asking.getState() == Thread.State.TERMINATED);
        mayEnd.countDown();

        assertThat(first.get()).containsExactly("10.0.0.1");
        assertThat(second.get()).containsExactly("10.0.0.1");
    }

    @Test
    void an_absent_file_lists_nothing_and_is_not_worth_a_line() {
        try (CapturedLog log = CapturedLog.of(HostsFile.class, Level.DEBUG)) {
            assertThat(addresses(HOST)).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void what_was_read_last_goes_on_to_count_while_it_cannot_be_read_which_is_logged_once() throws IOException {
        write("10.0.0.1 " + HOST);
        assertThat(addresses(HOST)).containsExactly("10.0.0.1");

        try (CapturedLog log = CapturedLog.of(HostsFile.class, Level.DEBUG)) {
            Files.delete(file);
            Files.createDirectory(file);
            assertThat(addresses(HOST)).containsExactly("10.0.0.1");
            assertThat(addresses(HOST)).containsExactly("10.0.0.1");

            assertThat(log.lines("hosts_file_unreadable"))
                    .singleElement()
                    .extracting(CapturedLog::members)
                    .isEqualTo(Map.of("file", file.toString(), "cause", "IOException"));
            assertThat(log.lines()).hasSize(1);

            Files.delete(file);
            write("10.0.0.2 " + HOST);
            assertThat(addresses(HOST)).containsExactly("10.0.0.2");
            Files.delete(file);
            Files.createDirectory(file);
            assertThat(addresses(HOST)).containsExactly("10.0.0.2");
            assertThat(log.lines("hosts_file_unreadable")).hasSize(2);
        }
    }

    private List<String> addresses(String host) {
        return hosts.addressesOf(host).stream().map(Addresses::text).toList();
    }

    private void write(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
    }

    private static void awaits(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
