package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.common.text.Json;
import io.wasettings.service.security.AccessTokens;
import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"EC\",\"d\":\"s3cr3t"})
    void a_damaged_keys_file_is_said_with_what_to_do_and_stays(String content) throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.json"), content);

        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContainingAll("The keys file " + keys, "restore it", "wa.settings.standalone.data-dir")
                .hasMessageNotContaining("s3cr3t");

        assertThat(keys).hasContent(content);
    }

    @Test
    void the_demo_token_is_entered_once_however_its_hash_is_written() throws IOException {
        Path tokens = Files.writeString(
                folder.resolve("tokens.json"),
                "[{\"sha256\":\"%s\",\"partner\":\"demo\"}]"
                        .formatted(AccessTokens.sha256(DataFolder.DEMO_TOKEN).toUpperCase(Locale.ROOT)));

        DataFolder.open(folder).close();

        assertThat(Json.mapper().readTree(Files.readString(tokens)).findValuesAsString("sha256"))
                .containsExactly(AccessTokens.sha256(DataFolder.DEMO_TOKEN));
    }

    @Test
    void entries_of_the_user_stay_whatever_their_partner() throws IOException {
        Path tokens = Files.writeString(
                folder.resolve("tokens.json"), "[{\"sha256\":\"%s\",\"partner\":\"demo\"}]".formatted("a".repeat(64)));

        for (int starts = 0; starts < 2; starts++) {
            DataFolder.open(folder).close();
        }

        assertThat(Json.mapper().readTree(Files.readString(tokens)).findValuesAsString("sha256"))
                .containsExactlyInAnyOrder(AccessTokens.sha256(DataFolder.DEMO_TOKEN), "a".repeat(64));
        assertThat(Json.mapper().readTree(Files.readString(folder.resolve("operators.json"))))
                .hasSize(1);
    }
}
