package io.wasettings.processor.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.status.Status.State;
import io.wasettings.service.status.CommandDocuments;
import io.wasettings.testkit.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of commands: how they hold together, and how long they may get. */
class CommandLookupIT {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final MongoDatabase database = TestStore.client().getDatabase(TestStore.newDatabase());
    private final MongoCollection<Document> commands = database.getCollection("commands");
    private final CommandLookup lookup = new CommandLookup(database);

    @ParameterizedTest
    @EnumSource
    void commands_that_change_between_two_pages_are_neither_missed_nor_met_twice(CommandOrder order) {
        List<String> ids = insert(6, "short");

        CommandPage<CommandRow> first = lookup.page(CommandFilter.ALL, order, null, 3);
        commands.updateMany(
                new Document(),
                new Document(
                        "$set",
                        new Document("updated_at", Date.from(BEGIN.plusSeconds(3600)))
                                .append("status.state", "applied")));
        CommandPage<CommandRow> second = lookup.page(CommandFilter.ALL, order, cursor(first), 3);

        List<String> met = new ArrayList<>(ids(first));
        met.addAll(ids(second));
        assertThat(met).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(second.next()).isNull();
    }

    @Test
    void what_no_longer_matches_is_left_out_and_the_rest_is_met() {
        insert(4, "short");
        CommandFilter failed = CommandFilter.ofStates(State.FAILED);

        CommandPage<CommandRow> first = lookup.page(failed, CommandOrder.OLDEST, null, 2);
        commands.updateOne(
                new Document("_id", "/test 2"), new Document("$set", new Document("status.state", "applied")));

        assertThat(ids(lookup.page(failed, CommandOrder.OLDEST, cursor(first), 2)))
                .containsExactly("3");
    }

    @Test
    void long_texts_are_cut_between_characters() {
        insert(1, "\uD83D\uDE00".repeat(1000));

        String cause = lookup.page(CommandFilter.ALL, CommandOrder.NEWEST, null, 1)
                .items()
                .get(0)
                .blame()
                .cause();

        assertThat(cause).hasSize(Shown.MAX_TEXT + 1).endsWith("\uD83D\uDE00…");
    }

    @Test
    void a_page_that_would_grow_without_bound_ends_early_and_the_next_goes_on() {
        int count = 2 * CommandLookup.MAX_PAGE_TEXT / Shown.MAX_TEXT;
        insert(count, "x".repeat(10_000));

        CommandPage<CommandRow> first = lookup.page(CommandFilter.ALL, CommandOrder.OLDEST, null, count);
        CommandPage<CommandRow> second = lookup.page(CommandFilter.ALL, CommandOrder.OLDEST, cursor(first), count);

        assertThat(first.total()).isEqualTo(count);
        assertThat(first.items()).hasSizeBetween(1, count - 1);
        assertThat(ids(second).get(0)).isEqualTo(String.valueOf(first.items().size()));
    }

    @Test
    void a_command_of_one_source_is_found_however_often_others_used_its_id() {
        Document mine = command("same", BEGIN, "c");
        commands.insertMany(IntStream.rangeClosed(1, CommandDocuments.MOST_OF_ONE_ID)
                .mapToObj(i -> command("same", BEGIN.plusSeconds(i), "c")
                        .append("_id", "/other" + i + " same")
                        .append("source", "/other" + i))
                .toList());
        commands.insertOne(mine);

        CommandDetail found = lookup.find("same", "/test").orElseThrow();

        assertThat(found.command().name().source()).isEqualTo("/test");
        assertThat(found.otherSources()).hasSize(CommandDocuments.MOST_OF_ONE_ID);
    }

    private List<String> insert(int count, String cause) {
        List<String> ids = IntStream.range(0, count).mapToObj(String::valueOf).toList();
        commands.insertMany(IntStream.range(0, count)
                .mapToObj(i -> command(String.valueOf(i), BEGIN.plusSeconds(i), cause))
                .toList());
        return ids;
    }

    private static Document command(String id, Instant at, String cause) {
        return new Document("_id", "/test " + id)
                .append("command_id", id)
                .append("source", "/test")
                .append("status", new Document("state", "failed").append("occurred_at", at.toString()))
                .append("latest", new Document("step", "probe").append("cause", cause))
                .append("created_at", Date.from(at))
                .append("updated_at", Date.from(at));
    }

    private static @Nullable Cursor cursor(CommandPage<CommandRow> page) {
        return page.next() == null ? null : Cursor.parse(page.next()).orElseThrow();
    }

    private static List<String> ids(CommandPage<CommandRow> page) {
        return page.items().stream().map(row -> row.name().id()).toList();
    }
}
