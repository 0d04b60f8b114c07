package io.wasettings.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.idempotency.Claim.Held;
import io.wasettings.ingest.idempotency.Claim.Mismatch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link IdempotencyKeys} keeps. */
abstract class IdempotencyKeysContract {

    static final Duration TTL = Duration.ofHours(24);

    private final String key = "key-" + UUID.randomUUID();

    /** An implementation over the same records each time, with that clock. */
    abstract IdempotencyKeys keys(Clock clock);

    private final Clock now = Clock.systemUTC();

    @Test
    void a_free_key_is_bound_to_the_proposed_command() {
        assertThat(claim(request("body"), "c1")).isEqualTo(new Held("c1", false, false));
    }

    @Test
    void a_key_in_use_stands_for_its_first_command() {
        claim(request("body"), "c1");

        assertThat(claim(request("body"), "c2")).isEqualTo(new Held("c1", true, false));
    }

    @Test
    void that_a_command_was_published_is_remembered() {
        claim(request("body"), "c1");

        keys(now).markPublished(request("body"), "c1").join();

        assertThat(claim(request("body"), "c2")).isEqualTo(new Held("c1", true, true));
    }

    @Test
    void a_command_for_which_the_key_does_not_stand_any_more_says_nothing_of_its_successor() {
        claim(request("body"), "c1");
        IdempotencyKeys later = keys(Clock.offset(now, TTL.plusSeconds(1)));
        later.claim(request("body"), "c2").join();

        later.markPublished(request("body"), "c1").join();

        assertThat(later.claim(request("body"), "c3").join()).isEqualTo(new Held("c2", true, false));
    }

    @Test
    void another_body_or_channel_does_not_match() {
        claim(request("body"), "c1");

        assertThat(claim(request("other"), "c2")).isEqualTo(new Mismatch());
        assertThat(claim(new KeyedRequest("acme", key, "conversational", bytes("{\"body\": 1}")), "c2"))
                .isEqualTo(new Mismatch());
    }

    @Test
    void partners_have_keys_of_their_own() {
        claim(request("body"), "c1");

        assertThat(claim(new KeyedRequest("beta", key, "transactional", bytes("{\"other\": 1}")), "c2"))
                .isEqualTo(new Held("c2", false, false));
    }

    @Test
    void an_expired_key_is_free_even_before_its_record_is_dropped() {
        claim(request("body"), "c1");
        IdempotencyKeys later = keys(Clock.offset(now, TTL.plusSeconds(1)));

        assertThat(later.claim(request("other"), "c2").join()).isEqualTo(new Held("c2", false, false));
        assertThat(later.claim(request("other"), "c3").join()).isEqualTo(new Held("c2", true, false));
    }

    @Test
    void of_concurrent_claims_one_wins_and_all_learn_the_same_command() {
        IdempotencyKeys shared = keys(now);
        List<CompletableFuture<Claim>> claims = IntStream.range(0, 16)
                .mapToObj(i -> shared.claim(request("body"), "c" + i))
                .toList();

        List<Held> held = claims.stream().map(claim -> (Held) claim.join()).toList();

        assertThat(held).filteredOn(claim -> !claim.repeated()).hasSize(1);
        assertThat(held).extracting(Held::commandId).containsOnly(held.get(0).commandId());
    }

    private Claim claim(KeyedRequest request, String commandId) {
        return keys(now).claim(request, commandId).join();
    }

    private KeyedRequest request(String body) {
        return new KeyedRequest("acme", key, "transactional", bytes("{\"" + body + "\": 1}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
