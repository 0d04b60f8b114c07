package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import io.wasettings.testkit.Relay;
import io.wasettings.testkit.TestStore;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script sees of a listing that does not come to its end. */
@Tag("once")
class ListingOutageIT {

    /** One more than are read at a time. */
    private static final int COMMANDS = 1001;

    private final String database = TestStore.newDatabase();
    private final Relay relay = TestStore.relay();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void store_failed_commands() {
        List<Document> commands =
                IntStream.range(0, COMMANDS).mapToObj(ListingOutageIT::failed).toList();
        TestStore.client().getDatabase(database).getCollection("commands").insertMany(commands);
    }

    @AfterEach
    void close_the_relay() {
        relay.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "commands"})
    void a_store_that_goes_away_after_some_lines_is_told_by_status_and_message_and_no_line_is_cut(String command) {
        int status = Main.run(
                InputStream.nullInputStream(),
                new PrintStream(new CuttingOutput(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                command,
                "--json",
                "--limit=" + COMMANDS,
                "--spring.mongodb.uri=mongodb://127.0.0.1:" + relay.port() + "/?directConnection=true",
                "--wa.settings.mongodb.database=" + database,
                "--wa.settings.mongodb.server-selection-timeout=500ms");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .hasLineCount(1)
                .startsWith(command + ": the store at 127.0.0.1:" + relay.port() + " does not answer");
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n");
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(COMMANDS - 1)
                .allSatisfy(line -> assertThat(
                                Json.mapper().readTree(line).path("id").isString())
                        .isTrue());
    }

    /** Once something is read from it, the store is away. */
    private final class CuttingOutput extends OutputStream {
        @Override
        public void write(int octet) {
            relay.cut();
            out.write(octet);
        }

        @Override
        public void write(byte[] octets, int from, int count) {
            relay.cut();
            out.write(octets, from, count);
        }
    }

    private static Document failed(int number) {
        Date at = Date.from(Instant.ofEpochMilli(number));
        return new Document("_id", "/test " + number)
                .append("command_id", String.valueOf(number))
                .append("source", "/test")
                .append("status", new Document("state", "failed").append("occurred_at", "2026-01-01T00:00:00Z"))
                .append("created_at", at)
                .append("updated_at", at);
    }
}
