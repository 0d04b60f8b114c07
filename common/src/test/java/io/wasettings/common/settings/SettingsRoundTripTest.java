package io.wasettings.common.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.wasettings.common.settings.Credentials.Bearer;
import io.wasettings.common.settings.Credentials.Client;
import io.wasettings.common.settings.Credentials.ClientCredentials;
import io.wasettings.common.settings.Credentials.OAuth2;
import io.wasettings.common.settings.Credentials.RefreshToken;
import io.wasettings.common.settings.SettingsJson.Decoded;
import io.wasettings.common.settings.SettingsJson.Decoding;
import io.wasettings.common.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever valid settings are written, the same are read back: from a body, and from a command with its secrets. */
class SettingsRoundTripTest {

    private static final int SAMPLES = 200;
    private static final SettingsRules RULES = new SettingsRules();

    static Stream<ValidSettings> settings() {
        Random random = new Random(20260101);
        return IntStream.range(0, SAMPLES).mapToObj(sample -> settings(random));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_body_reads_back_as_it_was_written(ValidSettings settings) {
        byte[] body = Json.mapper().writeValueAsBytes(SubmittedSettings.of(settings));

        Decoded decoded = decoded(SettingsJson.readRequest(body));

        assertThat(decoded.warnings()).isEmpty();
        assertThat(valid(decoded.settings())).isEqualTo(settings);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_command_reads_back_as_it_was_written_once_it_has_its_secrets(ValidSettings settings) {
        byte[] value = SettingsJson.writeCommand(settings, "a.b.c.d.e");

        Decoded decoded = decoded(SettingsJson.readCommand(value));
        assertThat(decoded.warnings()).isEmpty();
        assertThat(decoded.sealedSecrets()).isEqualTo("a.b.c.d.e");
        assertThat(decoded.settings().clearSecrets()).isEmpty();
        assertThat(valid(decoded.settings().with(settings.credentials().secrets())))
                .isEqualTo(settings);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void no_secret_is_in_a_command_or_in_what_is_printed(ValidSettings settings) {
        String command = new String(SettingsJson.writeCommand(settings, "sealed"), StandardCharsets.UTF_8);
        String printed = settings + " " + SubmittedSettings.of(settings) + " " + SealedSecrets.of(settings);

        assertThat(settings.credentials().secrets().values().values()).allSatisfy(secret -> {
            assertThat(command).doesNotContain(secret);
            assertThat(printed).doesNotContain(secret);
        });
    }

    @Test
    void every_secret_is_known_to_be_in_the_clear_or_missing() {
        Secrets all = new Secrets(
                Secrets.POINTERS.keySet().stream().collect(Collectors.toMap(name -> name, name -> "in the clear")));
        SubmittedSettings oauth2 = SubmittedSettings.of(new ValidSettings(
                "https://a.example/",
                null,
                new OAuth2(new Client("t", "c", "s", List.of(), 1), new ClientCredentials())));

        assertThat(oauth2.with(all).clearSecrets()).isSorted().hasSameElementsAs(Secrets.POINTERS.values());
        assertThat(oauth2.with(all).missingSecrets()).isEmpty();
        assertThat(oauth2.clearSecrets()).containsExactly(Pointers.CLIENT_SECRET);
        assertThat(oauth2.missingSecrets()).containsExactly(Pointers.API_KEY, Pointers.REFRESH_TOKEN);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_is_sealed_reads_back_with_its_destinations(ValidSettings settings) {
        SealedSecrets sealed = SealedSecrets.of(settings);

        assertThat(SealedSecrets.read(sealed.payload())).isEqualTo(sealed);
        assertThat(sealed.webhookUrl()).isEqualTo(settings.webhookUrl());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200B"})
    void a_blank_secret_counts_as_missing_when_it_comes_sealed(String blank) {
        Secrets payload = new Secrets(Map.of(Secrets.CLIENT_SECRET, "s", Secrets.REFRESH_TOKEN, blank));

        assertThat(SealedSecrets.read(payload).secrets()).isEqualTo(new Secrets(Map.of(Secrets.CLIENT_SECRET, "s")));
    }

    private static ValidSettings settings(Random random) {
        return new ValidSettings(
                url(random), random.nextBoolean() ? "+1" + (random.nextInt(900) + 100) : null, credentials(random));
    }

    private static Credentials credentials(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Bearer("k" + text(random, "!~aZ09\"\\", 40));
            case 1 -> new OAuth2(client(random), new ClientCredentials());
            default -> new OAuth2(client(random), new RefreshToken("r" + text(random, " ~aZ09\"\\/", 40)));
        };
    }

    private static Client client(Random random) {
        List<String> scopes = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> "s" + text(random, "!#a:Z/09", 8))
                .toList();
        return new Client(
                url(random),
                "c" + text(random, " ~aZ09\"\\", 20),
                "s" + text(random, " ~aZ09\"\\", 40),
                scopes,
                random.nextLong(1, Long.MAX_VALUE));
    }

    private static String url(Random random) {
        return "https://" + text(random, "abcü0-", 12) + ".example/" + text(random, "aé/?=&\"", 12);
    }

    private static String text(Random random, String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }

    private static Decoded decoded(Decoding decoding) {
        return decoding.fold(decoded -> decoded, undecodable -> fail(undecodable.detail()));
    }

    private static ValidSettings valid(SubmittedSettings submitted) {
        return RULES.check(submitted).fold(valid -> valid, violations -> fail(violations.toString()));
    }
}
