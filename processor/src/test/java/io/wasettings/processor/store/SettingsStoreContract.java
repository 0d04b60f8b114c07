package io.wasettings.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.kafka.Version.Log;
import io.wasettings.processor.store.SealedCredentials.SealedBearer;
import io.wasettings.processor.store.SealedCredentials.SealedOAuth2;
import io.wasettings.processor.store.SealedCredentials.StoredToken;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.service.settings.OAuth2Client;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every settings store promises. */
abstract class SettingsStoreContract {

    private static final Log LOG = new Log("id of the topic", 0);

    private final SettingsKey key = new SettingsKey("acme-" + UUID.randomUUID(), Channel.TRANSACTIONAL, "+1234567890");

    abstract SettingsStore store();

    @Test
    void unknown_settings_are_not_found() {
        assertThat(store().find(key)).isEmpty();
    }

    @Test
    void what_is_saved_is_found() {
        Settings settings = oauth2(new Version(1000, 5));

        assertThat(store().save(settings)).isTrue();

        assertThat(store().find(key)).contains(settings);
    }

    @Test
    void settings_without_oauth2_are_found_as_saved() {
        Settings settings = bearer(new Version(1000, 5));

        store().save(settings);

        assertThat(store().find(key)).contains(settings);
    }

    @Test
    void a_newer_version_replaces_an_older_one_with_nothing_left_behind() {
        store().save(oauth2(new Version(1000, 5)));
        Settings newer = bearer(new Version(1000, 6));

        assertThat(store().save(newer)).isTrue();

        assertThat(store().find(key)).contains(newer);
    }

    @Test
    void the_timestamp_counts_before_the_offset() {
        store().save(bearer(new Version(1000, 500)));

        assertThat(store().save(bearer(new Version(1001, 2)))).isTrue();
        assertThat(store().save(bearer(new Version(1000, 900)))).isFalse();
    }

    @Test
    void the_same_or_an_older_version_changes_nothing() {
        Settings inForce = bearer(new Version(1000, 5));
        store().save(inForce);

        assertThat(store().save(oauth2(new Version(1000, 5)))).isFalse();
        assertThat(store().save(oauth2(new Version(999, 9)))).isFalse();

        assertThat(store().find(key)).contains(inForce);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_the_brokers_clock_does_the_highest_offset_of_a_partition_wins(long seed) {
        Random random = new Random(seed);
        SettingsKey fresh = new SettingsKey("p" + UUID.randomUUID(), Channel.TRANSACTIONAL, null);
        List<Version> written = new ArrayList<>();
        for (int offset = 0; offset < 8; offset++) {
            written.add(new Version(random.nextInt(1000), offset, LOG));
        }
        long newest = -1;

        for (int i = 0; i < 20; i++) {
            Version next = written.get(random.nextInt(written.size()));
            assertThat(store().save(bearer(fresh, next)))
                    .as("%s after %d", next, newest)
                    .isEqualTo(next.offset() > newest);
            newest = Math.max(newest, next.offset());
            assertThat(store().find(fresh).orElseThrow().version().offset()).isEqualTo(newest);
        }
    }

    static LongStream seeds() {
        Long one = Long.getLong("guard.seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, 50);
    }

    @Test
    void across_partitions_and_topics_the_timestamp_decides() {
        store().save(bearer(new Version(1000, 5, LOG)));

        assertThat(store().save(bearer(new Version(999, 900, new Log(LOG.topicId(), 1)))))
                .isFalse();
        assertThat(store().save(bearer(new Version(1001, 2, new Log(LOG.topicId(), 1)))))
                .isTrue();
        assertThat(store().save(bearer(new Version(1002, 0, new Log("the recreated topic", 1)))))
                .isTrue();
    }

    @Test
    void settings_of_other_senders_are_kept_apart() {
        SettingsKey other = new SettingsKey(key.partner(), key.channel(), null);
        store().save(bearer(new Version(1000, 5)));

        assertThat(store().find(other)).isEmpty();
    }

    @Test
    void of_many_first_writes_at_once_the_newest_wins() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 25; round++) {
                SettingsKey fresh = new SettingsKey("p" + UUID.randomUUID(), Channel.TRANSACTIONAL, null);
                List<Integer> offsets =
                        new ArrayList<>(IntStream.range(0, 8).boxed().toList());
                Collections.shuffle(offsets, new Random(round));
                List<Callable<Boolean>> writes = new ArrayList<>();
                offsets.forEach(offset -> writes.add(() -> store().save(bearer(fresh, new Version(1000, offset)))));

                for (Future<Boolean> write : writers.invokeAll(writes)) {
                    write.get();
                }

                assertThat(store().find(fresh).orElseThrow().version())
                        .as("round %d", round)
                        .isEqualTo(new Version(1000, 7));
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private Settings bearer(Version version) {
        return bearer(key, version);
    }

    static Settings bearer(SettingsKey key, Version version) {
        return new Settings(key, "https://a.example.com/", new SealedBearer("jwe"), version, "id-" + version);
    }

    private Settings oauth2(Version version) {
        return new Settings(
                key,
                "https://a.example.com/",
                new SealedOAuth2(
                        new OAuth2Client(
                                "client_credentials",
                                "https://login.example.com/token",
                                "client",
                                List.of("a", "b"),
                                3600),
                        "jwe",
                        new StoredToken(
                                "jwe-token",
                                new TokenFacts(
                                        Instant.parse("2026-01-01T00:00:00Z"),
                                        Instant.parse("2026-01-01T01:00:00Z"),
                                        "a b",
                                        AuthMethod.CLIENT_SECRET_BASIC),
                                "chain"),
                        Instant.parse("2026-01-01T00:48:00Z")),
                version,
                "id-" + version);
    }
}
