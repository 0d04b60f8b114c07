package io.wasettings.processor.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.nimbusds.jose.jwk.JWK;
import io.wasettings.common.seal.KeyedHash;
import io.wasettings.common.seal.Refusal;
import io.wasettings.common.seal.Unsealed.Opened;
import io.wasettings.common.seal.Unsealed.Refused;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    private static final Secrets SECRETS = new Secrets(Map.of(Secrets.API_KEY, "k3y"));

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock();
    private Path file;
    private KeyFile keys;

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("sub").resolve("keys.json");
        keys = new KeyFile(file, clock);
    }

    @Test
    void a_generated_key_seals_and_opens() {
        String kid = keys.generate();

        SecretBox box = SecretBox.load(file);
        assertThat(box.open("owner", box.seal("owner", SECRETS))).isEqualTo(new Opened<>(SECRETS));
        assertThat(keys.list()).extracting(JWK::getKeyID).containsExactly(kid);
        assertThat(keys.list().get(0).getIssueTime()).isEqualTo(Date.from(clock.instant()));
    }

    @Test
    void an_existing_file_is_never_overwritten() {
        keys.generate();

        assertThatThrownBy(keys::generate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(file.toString(), "keys rotate");
    }

    @Test
    void after_a_rotation_the_new_key_seals_and_the_old_one_still_opens() {
        keys.generate();
        String before = SecretBox.load(file).seal("owner", SECRETS);

        String kid = keys.rotate();

        assertThat(keys.list().get(0).getKeyID()).isEqualTo(kid);
        assertThat(SecretBox.load(file).open("owner", before)).isEqualTo(new Opened<>(SECRETS));
    }

    @Test
    void a_file_of_public_keys_gets_no_private_one() throws IOException {
        keys.generate();
        Files.writeString(file, keys.publicKeys());

        assertThatThrownBy(keys::rotate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The keys file " + file
                        + " has public keys alone; rotate the one with the private keys, and publish it anew");
        assertThat(keys.list()).singleElement().matches(key -> !key.isPrivate());
    }

    @Test
    void the_file_is_readable_by_its_owner_alone_and_leaves_no_draft_behind() throws IOException {
        keys.generate();
        keys.rotate();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(file, file.resolveSibling(".keys.json.lock"));
        }
    }

    @Test
    void rotations_at_the_same_time_lose_nothing() {
        keys.generate();
        int rotations = 12;

        List<String> kids = IntStream.range(0, rotations)
                .parallel()
                .mapToObj(i -> new KeyFile(file, clock).rotate())
                .toList();

        assertThat(keys.list()).hasSize(rotations + 1).extracting(JWK::getKeyID).containsAll(kids);
    }

    @Test
    void a_symbolic_link_stays_one() throws IOException {
        keys.generate();
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

        String kid = new KeyFile(link, clock).rotate();

        assertThat(link).isSymbolicLink();
        assertThat(keys.list().get(0).getKeyID()).isEqualTo(kid);
    }

    @Test
    void a_link_to_a_file_that_is_still_to_be_made_stays_one_as_well() throws IOException {
        Path between = Files.createSymbolicLink(folder.resolve("between.json"), Path.of("sub", "keys.json"));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), between);

        String kid = new KeyFile(link, clock).generate();

        assertThat(link).isSymbolicLink();
        assertThat(between).isSymbolicLink();
        assertThat(file).isRegularFile();
        assertThat(keys.list()).singleElement().extracting(JWK::getKeyID).isEqualTo(kid);
    }

    @Test
    void a_link_to_itself_leads_to_no_file() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of("link.json"));
        KeyFile none = new KeyFile(link, clock);

        assertThatThrownBy(none::generate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(link.toString());
    }

    @Test
    void behind_a_link_owner_and_mode_stay_as_they_are() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        keys.generate();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setAttribute(file, "unix:uid", 65_534);
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

        new KeyFile(link, clock).rotate();

        assertThat(link).isSymbolicLink();
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(65_534);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void the_mode_stays_as_it_is() throws IOException {
        keys.generate();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        keys.rotate();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void the_key_that_seals_is_not_removed() {
        String kid = keys.generate();

        assertThatThrownBy(() -> keys.remove(kid, false)).hasMessageContaining("keys rotate");
        assertThatThrownBy(() -> keys.remove("another", false)).hasMessageContaining("no key of that id");
    }

    @Test
    void a_removed_key_opens_nothing_any_more_and_may_still_compare_its_hashes() {
        String kid = keys.generate();
        String sealed = SecretBox.load(file).seal("owner", SECRETS);
        String hash = SecretBox.load(file).hashes().hash("purpose", new byte[1]);
        keys.rotate();

        keys.remove(kid, true);

        SecretBox box = SecretBox.load(file);
        assertThat(box.open("owner", sealed)).isEqualTo(new Refused<>(Refusal.UNKNOWN_KEY));
        assertThat(box.hashes().match(hash, "purpose", new byte[1])).isEqualTo(KeyedHash.Match.SAME);
        assertThat(keys.publicKeys()).doesNotContain(kid);
    }

    @Test
    void the_public_keys_hold_nothing_private() {
        keys.generate();

        assertThat(keys.publicKeys()).contains("\"kty\":\"EC\"").doesNotContain("\"d\":");
    }
}
