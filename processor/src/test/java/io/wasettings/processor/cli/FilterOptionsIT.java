package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.text.Json;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters of {@code failed}, {@code commands} and {@code replay}, on three failed commands that differ in all. */
@Tag("once")
class FilterOptionsIT {

    private static final String STORE = TestStore.newDatabase();

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void store_three_failed_commands() {
        MongoDatabase database = TestStore.client().getDatabase(STORE);
        database.getCollection("commands")
                .insertMany(List.of(
                        failed("a", "ada/transactional/default", 2010, "read", "a.example.com", "2026-01-01T00:00:00Z"),
                        failed(
                                "b",
                                "bob/transactional/default",
                                2011,
                                "unseal",
                                "b.example.com",
                                "2026-01-02T00:00:00Z"),
                        failed(
                                "c",
                                "bob/conversational/default",
                                2012,
                                "token",
                                "c.example.com",
                                "2026-01-03T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "--code, 2011, b",
        "--partner, bob, bc",
        "--key, bob/conversational/default, c",
        "--step, read, a",
        "--host, b.example.com, b",
        "--since, 2026-01-02T00:00:00Z, bc",
        "--since, 2026-01-02T02:00:00+02:00, bc",
        "--until, 2026-01-02T00:00:00Z, a",
        "--until, 2026-01-01T19:00:00-05:00, a"
    })
    void each_option_narrows_by_what_it_names(String option, String value, String ids) {
        assertThat(run("failed", "--json", option, value)).isZero();

        assertThat(String.join("", listed())).isEqualTo(ids);
        assertThat(terminal.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--partner bob --until 2026-01-03T00:00:00Z, b",
        "--partner bob --code 2012 --step token --host c.example.com --since 2026-01-03T00:00:00Z, c",
        "--partner bob --key ada/transactional/default, ''",
    })
    void several_narrow_together(String options, String ids) {
        assertThat(run(("failed --json " + options).split(" "))).isZero();

        assertThat(String.join("", listed())).isEqualTo(ids);
    }

    @Test
    void a_limit_lists_the_oldest_and_says_how_many_there_are() {
        assertThat(run("failed", "--json", "--limit", "1")).isZero();

        assertThat(listed()).containsExactly("a");
        assertThat(terminal.err()).contains("1 of 3; narrow the filter, or raise --limit");
    }

    @Test
    void any_commands_are_narrowed_alike() {
        assertThat(run("commands", "--json", "--state", "failed", "--code", "2012", "--step", "token"))
                .isZero();

        assertThat(listed()).containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource({
        "--code, 2011, 1",
        "--partner, bob, 2",
        "--key, bob/conversational/default, 1",
        "--step, read, 1",
        "--since, 2026-01-02T00:00:00Z, 2",
        "--until, 2026-01-02T00:00:00Z, 1"
    })
    void a_replay_means_what_its_filter_names(String option, String value, int matched) {
        assertThat(run("replay", "--dry-run", option, value)).isZero();

        assertThat(terminal.err()).contains(matched + " matched");
    }

    private static Document failed(String id, String key, int code, String step, String host, String since) {
        Date at = Date.from(Instant.parse(since));
        return new Document("_id", "/test " + id)
                .append("command_id", id)
                .append("source", "/test")
                .append("partner", key.substring(0, key.indexOf('/')))
                .append("key", key)
                .append(
                        "status",
                        new Document("state", "failed").append("code", code).append("occurred_at", since))
                .append("latest", new Document("step", step).append("host", host))
                .append("created_at", at)
                .append("updated_at", at);
    }

    private List<String> listed() {
        return terminal.out()
                .lines()
                .map(line -> Json.mapper().readTree(line).path("id").asString())
                .toList();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers());
        all.add("--spring.mongodb.uri=" + TestStore.uri());
        all.add("--wa.settings.mongodb.database=" + STORE);
        return terminal.run(all.toArray(String[]::new));
    }
}
