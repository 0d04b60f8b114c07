package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.testkit.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keys usage}, {@code reseal} and {@code remove}, from an old key to none of it. */
class KeysStoreCommandsIT {

    private static final String OWNER = "acme/transactional/default";

    @TempDir
    Path folder;

    private final String name = TestStore.newDatabase();
    private final MongoDatabase database = TestStore.client().getDatabase(name);
    private final Terminal terminal = new Terminal();
    private Path file;
    private String older;

    @BeforeEach
    void store_something_under_a_key_that_was_replaced() {
        file = folder.resolve("keys.json");
        run("generate");
        SecretBox box = SecretBox.load(file);
        older = box.keys().currentKid();
        String sealed = box.sealAtRest(Purpose.SETTINGS, OWNER, new Secrets(Map.of(Secrets.API_KEY, "k3y")));
        database.getCollection("settings").insertOne(new Document("_id", OWNER).append("sealed_secrets", sealed));
        run("rotate");
    }

    @Test
    void usage_shows_what_needs_which_key() {
        assertThat(withStore("usage")).isZero();

        assertThat(terminal.out()).contains("KID  DOCUMENTS", older + "  1  0  0");
    }

    @Test
    void a_key_is_removed_once_what_it_sealed_is_resealed() {
        assertThat(withStore("remove", "--kid=" + older)).isEqualTo(2);
        assertThat(terminal.err()).hasLineCount(1).contains("keys reseal");

        assertThat(withStore("reseal")).isZero();
        assertThat(terminal.out()).contains("done: 1 moved, 0 busy, 0 not opened");
        assertThat(withStore("remove", "--kid=" + older)).isZero();

        assertThat(terminal.out()).contains("removed " + older, "\"keys list --json\"");
        assertThat(SecretBox.load(file).keys().openingKids()).hasSize(1).doesNotContain(older);
    }

    @Test
    void the_file_may_be_named_by_the_processors_configuration() throws IOException {
        Path configuration = Files.writeString(folder.resolve("application.yaml"), "wa.settings.keys-file: " + file);
        String where = "--spring.config.additional-location=" + configuration;

        assertThat(terminal.run("keys", "reseal", where, store(), inDatabase())).isZero();
        assertThat(terminal.run("keys", "remove", "--kid=" + older, where, store(), inDatabase()))
                .isZero();

        assertThat(SecretBox.load(file).keys().openingKids()).hasSize(1).doesNotContain(older);
    }

    @Test
    void a_file_that_nobody_names_is_asked_for() {
        assertThat(terminal.run("keys", "reseal", store(), inDatabase())).isEqualTo(2);
        assertThat(terminal.run("keys", "remove", "--kid=" + older, store(), inDatabase()))
                .isEqualTo(2);

        assertThat(terminal.err().lines().filter(line -> line.contains("Name the file: --file FILE")))
                .hasSize(2);
    }

    @Test
    void a_file_that_opens_nothing_is_named_and_not_to_be_tried_again() throws IOException {
        terminal.run("keys", "list", "--json", "--file=" + file);
        String publicKeys =
                terminal.out().lines().reduce((before, last) -> last).orElseThrow();
        file = Files.writeString(folder.resolve("keys.public.json"), publicKeys);

        assertThat(withStore("reseal")).isEqualTo(1);

        assertThat(terminal.out()).contains("done: 0 moved, 0 busy, 1 not opened");
        assertThat(terminal.err()).hasLineCount(1).contains(file.toString(), "the file of the processors");
    }

    private int withStore(String command, String... options) {
        String[] arguments = {store(), inDatabase()};
        return run(command, options.length == 0 ? arguments : new String[] {options[0], arguments[0], arguments[1]});
    }

    private static String store() {
        return "--spring.mongodb.uri=" + TestStore.uri();
    }

    private String inDatabase() {
        return "--wa.settings.mongodb.database=" + name;
    }

    private int run(String command, String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "keys";
        all[1] = command;
        all[2] = "--file=" + file;
        System.arraycopy(options, 0, all, 3, options.length);
        return terminal.run(all);
    }
}
