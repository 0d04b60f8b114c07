package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has a command, whatever comes between its being taken, sent and noted. */
class ClaimsIT {

    private static final String OURS = "ours";
    private static final String ANOTHER = "another";
    private static final String ADA = "ada";

    private final ReplayWorld world =
            new ReplayWorld(TestBroker.bootstrapServers(), TestStore.uri(), "r" + UUID.randomUUID());
    private final Claims claims = world.claims();

    @BeforeEach
    void give_up_one() throws Exception {
        world.createTopics();
        world.fail("a", "acme");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void what_one_replay_has_no_other_one_gets() {
        assertThat(claims.claim(world.candidates(), OURS, ADA)).containsExactly("/test a");

        assertThat(claims.claim(world.candidates(), ANOTHER, ADA)).isEmpty();
    }

    @Test
    void of_several_those_are_taken_that_are_free() throws Exception {
        claims.claim(world.candidates(), ANOTHER, ADA);
        world.fail("b", "acme");

        assertThat(claims.claim(world.candidates(), OURS, ADA)).containsExactly("/test b");
    }

    @Test
    void what_was_noted_as_sent_is_not_taken_a_second_time() {
        List<Candidate> seen = world.candidates();
        claims.claim(seen, OURS, ADA);
        claims.sent(seen, OURS, ADA);

        assertThat(claims.claim(seen, OURS, ADA)).isEmpty();
    }

    @Test
    void what_is_noted_twice_counts_once() {
        List<Candidate> seen = world.candidates();
        claims.claim(seen, OURS, ADA);

        claims.sent(seen, OURS, ADA);
        claims.sent(seen, OURS, ADA);

        assertThat(claims.outcomes(OURS).sent()).isEqualTo(1);
    }

    @Test
    void a_note_that_comes_when_another_replay_has_the_next_round_leaves_it_to_that() {
        List<Candidate> seen = world.candidates();
        claims.claim(seen, OURS, ADA);
        world.told("a", 1, "failed");
        claims.claim(world.candidates(), ANOTHER, ADA);

        claims.sent(seen, OURS, ADA);

        assertThat(claims.outcomes(OURS)).isEqualTo(new Outcomes(0, 0, 0, 1, 0));
        assertThat(world.commands().find().first().get("replay", Document.class))
                .containsEntry("id", ANOTHER)
                .containsEntry("sent", false);
    }

    @Test
    void a_note_that_comes_when_the_command_was_given_back_counts_and_takes_nothing() {
        List<Candidate> seen = world.candidates();
        claims.claim(seen, OURS, ADA);
        claims.release(OURS);

        claims.sent(seen, OURS, ADA);

        assertThat(claims.outcomes(OURS).sent()).isEqualTo(1);
        assertThat(world.candidates()).extracting(Candidate::claim).containsOnlyNulls();
    }

    @Test
    void many_in_different_rounds_are_taken_and_noted_each_in_its_own() {
        world.commands()
                .insertMany(IntStream.range(0, 250)
                        .mapToObj(i -> new Document(world.commands().find().first())
                                .append("_id", "/test " + i)
                                .append("round", i % 2))
                        .toList());
        List<Candidate> seen = world.candidates();
        Set<String> all = seen.stream().map(Candidate::identity).collect(Collectors.toSet());

        assertThat(claims.claim(seen, OURS, ADA)).isEqualTo(all);
        claims.sent(seen, OURS, ADA);

        assertThat(world.candidates())
                .allSatisfy(each -> assertThat(each.claim().round()).isEqualTo(each.round() + 1));
        assertThat(claims.outcomes(OURS).sent()).isEqualTo(251);
    }
}
