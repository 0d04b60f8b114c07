package io.wasettings.processor.keys;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.seal.Unsealed.Opened;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.processor.keys.Reseal.Progress;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.testkit.CapturedLog;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

/** What the store holds, and which keys it needs. */
class StoredKeysIT {

    private static final Secrets SECRETS = new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t"));

    @TempDir
    Path folder;

    private final MongoDatabase database = TestStore.client().getDatabase(TestStore.newDatabase());
    private final KeyCensus census = new KeyCensus(database);
    private final KeyRegistry registry = new KeyRegistry(database);
    private final MutableClock clock = new MutableClock();
    private Path path;
    private KeyFile file;
    private String older;
    private SecretBox olderBox;

    @BeforeEach
    void make_a_key() {
        path = folder.resolve("keys.json");
        file = new KeyFile(path, Clock.systemUTC());
        older = file.generate();
        olderBox = SecretBox.load(path);
    }

    @Test
    void usage_counts_sealed_documents_their_form_and_hashes() {
        settings("a/transactional/default", olderBox.sealAtRest(Purpose.SETTINGS, "a/transactional/default", SECRETS));
        settings("b/transactional/default", olderBox.seal("b/transactional/default", SECRETS));
        chain(olderBox.hashes().hash("refresh-token", new byte[1]), olderBox);
        chain("of-an-earlier-version", olderBox);

        assertThat(census.count())
                .containsEntry(older, new KeyUsage(4, 1, 1))
                .containsEntry(KeyCensus.UNNAMED, new KeyUsage(0, 0, 1));
    }

    @Test
    void a_command_counts_for_the_key_of_the_first_of_its_hashes() {
        String hash = olderBox.hashes().hash("command", new byte[1]);
        database.getCollection("commands")
                .insertOne(new Document(
                        "content_hash", hash + "\n" + olderBox.hashes().hash("command", new byte[2])));

        assertThat(census.count()).containsExactly(Map.entry(older, new KeyUsage(0, 0, 1)));
    }

    @Test
    void a_document_counts_once_for_each_key_however_many_of_its_values_are_sealed_with_it() {
        oauth2("a/transactional/default", olderBox, olderBox);
        file.rotate();
        SecretBox newerBox = SecretBox.load(path);
        oauth2("b/transactional/default", olderBox, newerBox);
        String newer = newerBox.keys().currentKid();

        assertThat(census.count())
                .containsEntry(older, new KeyUsage(2, 0, 0))
                .containsEntry(newer, new KeyUsage(1, 0, 0));
        assertThat(census.missing(Set.of(newer))).containsExactly(Map.entry(older, new KeyUsage(2, 0, 0)));
    }

    @Test
    void a_key_that_only_a_stored_token_is_sealed_with_is_not_removed() {
        file.rotate();
        oauth2("a/transactional/default", SecretBox.load(path), olderBox);

        assertThatThrownBy(() -> remove(older)).hasMessageContainingAll("1 stored documents", "keys reseal");
    }

    @Test
    void resealing_moves_everything_to_the_newest_key_batch_by_batch() {
        for (int i = 0; i < 5; i++) {
            String owner = "p" + i + "/transactional/default";
            settings(
                    owner,
                    i == 0 ? olderBox.seal(owner, SECRETS) : olderBox.sealAtRest(Purpose.SETTINGS, owner, SECRETS));
        }
        chain("chain", olderBox);
        String newer = file.rotate();
        SecretBox box = SecretBox.load(path);

        assertThat(reseal(box)).isEqualTo(new Progress(6, 0, 0));

        assertThat(census.count()).containsEntry(newer, new KeyUsage(6, 0, 0)).doesNotContainKey(older);
        assertThat(box.openAtRest(Purpose.SETTINGS, "p0/transactional/default", sealed("p0/transactional/default")))
                .isEqualTo(new Opened<>(SECRETS));
        assertThat(reseal(box)).isEqualTo(new Progress(0, 0, 0));
    }

    @Test
    void resealing_tells_what_it_cannot_open() {
        settings("a/transactional/default", olderBox.sealAtRest(Purpose.SETTINGS, "a/transactional/default", SECRETS));

        assertThat(reseal(SecretBox.load(otherKeys()))).isEqualTo(new Progress(0, 0, 1));
    }

    @Test
    void a_key_that_something_is_sealed_with_is_not_removed() {
        settings("a/transactional/default", olderBox.sealAtRest(Purpose.SETTINGS, "a/transactional/default", SECRETS));
        file.rotate();

        assertThatThrownBy(() -> remove(older)).hasMessageContainingAll("1 stored documents", "keys reseal");
    }

    @Test
    void a_key_that_only_hashes_need_leaves_what_compares_them() {
        chain(olderBox.hashes().hash("refresh-token", new byte[1]), olderBox);
        file.rotate();
        reseal(SecretBox.load(path));

        assertThat(remove(older)).isTrue();

        assertThat(SecretBox.load(path).keys().openingKids()).doesNotContain(older);
        assertThat(file.list()).hasSize(2);
    }

    @Test
    void a_key_that_nothing_needs_is_removed_without_a_trace() {
        file.rotate();

        assertThat(remove(older)).isFalse();

        assertThat(file.list()).hasSize(1);
    }

    @Test
    void a_store_that_needs_a_key_which_is_not_there_is_told_loudly_and_in_health() {
        settings("a/transactional/default", olderBox.sealAtRest(Purpose.SETTINGS, "a/transactional/default", SECRETS));
        settings("b/transactional/default", olderBox.seal("b/transactional/default", SECRETS));
        KeyWatch right = new KeyWatch(census, olderBox, Duration.ofMinutes(5));
        KeyWatch wrong = new KeyWatch(census, SecretBox.load(otherKeys()), Duration.ofMinutes(5));

        assertThat(right.health().getStatus()).isEqualTo(Status.UNKNOWN);
        try (CapturedLog log = CapturedLog.of(KeyWatch.class, Level.INFO)) {
            right.work();
            assertThat(log.lines()).isEmpty();
            wrong.work();
            assertThat(log.lines("key_missing")).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.ERROR);
                assertThat(CapturedLog.members(line))
                        .containsEntry("kid", older)
                        .containsEntry("documents", 2L);
            });
        }

        assertThat(right.health().getStatus()).isEqualTo(Status.UP);
        assertThat(wrong.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(wrong.health().getDetails().get("missing")).hasToString("[" + older + "]");
    }

    @Test
    void a_missing_key_is_found_behind_any_number_of_documents_that_open() {
        String ofAnEarlierForm = olderBox.seal("any", SECRETS);
        database.getCollection("settings")
                .insertMany(IntStream.range(0, 1_000)
                        .mapToObj(i -> new Document("_id", "a" + i).append("sealed_secrets", ofAnEarlierForm))
                        .toList());
        SecretBox lost = SecretBox.load(otherKeys());
        settings("b", lost.sealAtRest(Purpose.SETTINGS, "b", SECRETS));

        assertThat(census.missing(Set.of(older)))
                .containsExactly(Map.entry(lost.keys().currentKid(), new KeyUsage(1, 0, 0)));
    }

    @Test
    void a_key_that_a_processor_seals_with_is_not_removed_before_an_hour_has_passed_since() {
        registry.announce(Set.of(older), older, clock.instant());
        String newer = file.rotate();
        registry.announce(Set.of(newer, older), newer, clock.instant());

        assertThatThrownBy(() -> remove(older)).hasMessageContainingAll("restart", "an hour");
        assertThat(file.list()).hasSize(2);
        clock.advance(Duration.ofMinutes(61));

        remove(older);
        assertThat(file.list()).hasSize(1);
    }

    private boolean remove(String kid) {
        return new KeyRemoval(file, census, registry, clock).remove(kid);
    }

    private Progress reseal(SecretBox box) {
        return new Reseal(database, box, 2).run((place, progress) -> {});
    }

    private Path otherKeys() {
        Path other = folder.resolve("other.json");
        new KeyFile(other, Clock.systemUTC()).generate();
        return other;
    }

    private void settings(String id, String sealed) {
        database.getCollection("settings").insertOne(new Document("_id", id).append("sealed_secrets", sealed));
    }

    private void oauth2(String id, SecretBox secrets, SecretBox token) {
        database.getCollection("settings")
                .insertOne(new Document("_id", id)
                        .append("sealed_secrets", secrets.sealAtRest(Purpose.SETTINGS, id, SECRETS))
                        .append("sealed_token", token.sealAtRest(Purpose.ACCESS_TOKEN, id, SECRETS)));
    }

    private String sealed(String id) {
        return database.getCollection("settings").find(eq(id)).first().getString("sealed_secrets");
    }

    private void chain(String id, SecretBox box) {
        database.getCollection("refresh_tokens")
                .insertOne(
                        new Document("_id", id).append("sealed", box.sealAtRest(Purpose.REFRESH_TOKENS, id, SECRETS)));
    }
}
