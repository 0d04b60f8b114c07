package io.wasettings.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.testkit.RotatingTokens.Reuse;
import io.wasettings.testkit.guarantee.Recorded.RefreshTokens;
import io.wasettings.testkit.guarantee.Recorded.Sent;
import io.wasettings.testkit.guarantee.Recorded.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each guarantee holds in a world as it should be, and notices what is wrong. */
class GuaranteesTest {

    private static final Instant SPENT = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<Sent> SENT = List.of(
            new Sent("1", "acme", 1, Set.of("applied", "superseded")),
            new Sent("2", "acme", 2, Set.of("applied", "superseded")),
            new Sent("3", "acme", 3, Set.of("rejected")),
            new Sent("1", "acme", 4, Set.of("applied", "superseded")));

    private static final List<Told> TOLD = List.of(
            new Told("1", "superseded"),
            new Told("2", "applied"),
            new Told("3", "rejected"),
            new Told("1", "superseded"));

    private final Recorded world =
            Recorded.of(SENT, TOLD).withInForce(Map.of("acme", "2")).seenBy("the store", states("applied"));

    @Test
    void all_hold_in_a_world_as_it_should_be() {
        assertThatNoException()
                .isThrownBy(() -> Guarantee.verifyAll(
                        world,
                        new NothingLost(),
                        new OneOutcome(),
                        new NewestInForce(),
                        new NoSpentRefreshToken(),
                        new StatusesAgree()));
    }

    @Test
    void a_command_without_an_end_is_lost() {
        violates(new NothingLost(), Recorded.of(SENT, TOLD.subList(0, 2)));
    }

    @Test
    void a_record_that_is_not_committed_may_come_again() {
        violates(new NothingLost(), world.withUncommitted(Set.of("commands-0")));
    }

    @Test
    void two_ends_of_a_command_are_one_too_many() {
        violates(
                new OneOutcome(),
                Recorded.of(SENT.subList(0, 1), List.of(new Told("1", "applied"), new Told("1", "superseded"))));
    }

    @Test
    void an_end_that_does_not_befit_the_command_is_noticed() {
        violates(new OneOutcome(), Recorded.of(SENT.subList(2, 3), List.of(new Told("3", "applied"))));
    }

    @Test
    void a_repeated_command_does_not_become_newer() {
        violates(new NewestInForce(), world.withInForce(Map.of("acme", "1")));
    }

    @Test
    void settings_that_are_not_there_are_noticed() {
        violates(new NewestInForce(), world.withInForce(Map.of()));
    }

    @Test
    void a_spent_refresh_token_is_excused_by_an_interruption_of_its_exchange_alone() {
        List<Reuse> reuses = List.of(new Reuse("rt-", SPENT));

        new NoSpentRefreshToken().verify(world.with(new RefreshTokens(reuses, List.of(SPENT.plusMillis(500)))));
        violates(new NoSpentRefreshToken(), world.with(new RefreshTokens(reuses, List.of(SPENT.plusSeconds(3)))));
        violates(new NoSpentRefreshToken(), world.with(new RefreshTokens(reuses, List.of())));
    }

    @Test
    void whoever_says_otherwise_than_was_told_is_noticed() {
        violates(new StatusesAgree(), world.seenBy("the API", states("retrying")));
        violates(new StatusesAgree(), world.seenBy("the API", Map.of("1", "superseded")));
    }

    @Test
    void a_secret_is_noticed_wherever_in_a_base64_text_it_begins() {
        NoSecretInTheClear guarantee = new NoSecretInTheClear(List.of("s3cr3t-value"));
        guarantee.verify("topics", List.of("eyJhbGciOiJkaXIifQ", "s3cr3t"));

        for (String before : List.of("", "a", "ab", "abc")) {
            String text = Base64.getEncoder()
                    .encodeToString((before + "s3cr3t-value and more").getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> guarantee.verify("topics", List.of("harmless", text)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("topics");
        }
    }

    @Test
    void a_secret_is_noticed_at_either_end_of_a_file(@TempDir Path folder) throws IOException {
        NoSecretInTheClear guarantee = new NoSecretInTheClear(List.of("s3cr3t-value"));
        Path file = Files.writeString(folder.resolve("a.log"), "s3cr3t, s3cr3t-valu, s3");
        guarantee.verifyFiles(folder);

        for (String text : List.of("s3cr3t-value at first", "at last s3s3cr3t-value")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> guarantee.verifyFiles(folder))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("a.log");
        }
    }

    private static Map<String, String> states(String ofTheSecond) {
        return Map.of("1", "superseded", "2", ofTheSecond, "3", "rejected");
    }

    private static void violates(Guarantee guarantee, Recorded world) {
        assertThatThrownBy(() -> guarantee.verify(world)).isInstanceOf(AssertionError.class);
    }
}
