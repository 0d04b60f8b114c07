package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has a command, whatever comes between its being taken, sent and noted. */
@Tag("once")
class ClaimsIT {

    private static final String OURS = "ours";
    private static final String ANOTHER = "another";

    private final String name = "r" + UUID.randomUUID();

    @AutoClose
    private final ReplayWorld world = new ReplayWorld(TestBroker.bootstrapServers(), TestStore.uri(), name);

    private final Claims claims = world.claims();

    @BeforeEach
    void give_up_one() throws Exception {
        world.createTopics();
        world.fail("a", "acme");
        world.replays().insertMany(List.of(new Document("_id", OURS), new Document("_id", ANOTHER)));
    }

    @Test
    void what_one_replay_has_no_other_one_gets() {
        assertThat(claim(OURS).identities()).containsExactly("/test a");

        assertThat(claim(ANOTHER).identities()).isEmpty();
    }

    @Test
    void of_several_those_are_taken_that_are_free() throws Exception {
        claim(ANOTHER);
        world.fail("b", "acme");

        assertThat(claim(OURS).identities()).containsExactly("/test b");
    }

    @Test
    void what_is_taken_is_not_taken_a_second_time_whether_it_is_noted_or_not() {
        Batch taken = claim(OURS);
        assertThat(claim(OURS).identities()).isEmpty();

        claims.sent(taken);

        assertThat(claim(OURS).identities()).isEmpty();
    }

    @Test
    void what_is_taken_counts_once_it_is_noted() {
        Batch taken = claim(OURS);
        assertThat(claims.outcomes(OURS).sent()).isZero();

        claims.sent(taken);

        assertThat(claims.outcomes(OURS)).isEqualTo(new Outcomes(0, 0, 0, 0, 1));
    }

    @Test
    void what_is_taken_while_that_is_counted_does_not_count() {
        AtomicBoolean first = new AtomicBoolean(true);
        CommandListener takingMeanwhile = new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (event.getCommandName().equals("aggregate") && first.getAndSet(false)) {
                    claim(OURS);
                }
            }
        };
        try (MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(TestStore.uri()))
                .addCommandListener(takingMeanwhile)
                .build())) {
            Claims slow = new Claims(client.getDatabase(name), Clock.systemUTC());

            assertThat(slow.outcomes(OURS).sent()).isZero();
        }
        assertThat(world.candidates()).extracting(Candidate::claim).doesNotContainNull();
    }

    @Test
    void what_is_noted_twice_counts_once() {
        Batch taken = claim(OURS);

        claims.sent(taken);
        claims.sent(taken);

        assertThat(claims.outcomes(OURS).sent()).isEqualTo(1);
    }

    @Test
    void what_is_given_back_counts_for_nobody_and_is_anybodys() {
        claim(OURS);

        claims.release(OURS);

        assertThat(claims.outcomes(OURS).sent()).isZero();
        assertThat(claim(ANOTHER).identities()).containsExactly("/test a");
    }

    @Test
    void what_has_begun_its_round_is_not_given_back_and_counts() {
        claim(OURS);
        world.told("a", 1, "applied");

        claims.release(OURS);

        assertThat(claims.outcomes(OURS)).isEqualTo(new Outcomes(1, 0, 0, 0, 0));
    }

    @Test
    void what_was_noted_is_not_given_back() {
        claims.sent(claim(OURS));

        claims.release(OURS);

        assertThat(claims.outcomes(OURS).sent()).isEqualTo(1);
        assertThat(claim(ANOTHER).identities()).isEmpty();
    }

    @Test
    void a_note_that_comes_when_another_replay_has_the_next_round_leaves_it_to_that() {
        Batch taken = claim(OURS);
        world.told("a", 1, "failed");
        Batch next = claim(ANOTHER);

        claims.sent(taken);

        assertThat(claims.outcomes(OURS)).isEqualTo(new Outcomes(0, 0, 0, 1, 0));
        assertThat(claims.outcomes(ANOTHER).sent()).isZero();
        assertThat(world.commands().find().first().get("replay", Document.class))
                .containsEntry("id", ANOTHER)
                .containsEntry("batch", next.id());
    }

    @Test
    void a_note_that_comes_when_the_command_was_given_back_counts_and_takes_nothing() {
        Batch taken = claim(OURS);
        claims.release(OURS);

        claims.sent(taken);

        assertThat(claims.outcomes(OURS).sent()).isEqualTo(1);
        assertThat(world.candidates()).extracting(Candidate::claim).containsOnlyNulls();
    }

    @Test
    void what_is_parked_once_it_was_read_is_not_taken() {
        Batch read = all(OURS);
        park();

        assertThat(claims.claim(read, Selections.all()).identities()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.wasettings.processor.replay.Selections#thoseThatMeanParkedOnes")
    void what_is_parked_is_taken_if_parked_ones_are_meant(Selection meant) {
        Batch read = all(OURS);
        park();

        assertThat(claims.claim(read, meant).identities()).containsExactly("/test a");
    }

    private void park() {
        world.commands().updateOne(new Document(), new Document("$set", new Document("parked.by", "ada")));
    }

    @Test
    void many_in_different_rounds_are_taken_and_counted_each_in_its_own() {
        world.commands()
                .insertMany(IntStream.range(0, 250)
                        .mapToObj(i -> new Document(world.commands().find().first())
                                .append("_id", "/test " + i)
                                .append("round", i % 2))
                        .toList());

        Batch taken = claim(OURS);

        assertThat(taken.commands()).hasSize(251);
        assertThat(world.candidates())
                .allSatisfy(each -> assertThat(each.claim().round()).isEqualTo(each.round() + 1));
        claims.sent(taken);
        assertThat(claims.outcomes(OURS).sent()).isEqualTo(251);
    }

    /** Takes all that this replay can get. */
    private Batch claim(String replay) {
        return claims.claim(all(replay), Selections.all());
    }

    private Batch all(String replay) {
        return new Batch(claims.reserve(replay, 1).get(0), replay, "ada", world.candidates());
    }
}
