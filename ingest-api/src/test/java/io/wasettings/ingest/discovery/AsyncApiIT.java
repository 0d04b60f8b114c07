package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.settings.SealedSecrets;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.SettingsJson;
import io.wasettings.common.settings.SettingsJson.Decoded;
import io.wasettings.common.status.Status;
import io.wasettings.common.text.Json;
import io.wasettings.testkit.SealingTestVectors;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("once")
class AsyncApiIT {

    private static final JsonNode ASYNCAPI = Contract.served("/asyncapi.yaml");

    @Test
    void it_is_asyncapi_3_0_and_names_the_default_topics() {
        assertThat(ASYNCAPI.get("asyncapi").stringValue()).isEqualTo("3.0.0");
        assertThat(ASYNCAPI.get("channels")
                        .valueStream()
                        .map(channel -> channel.get("address").stringValue()))
                .containsExactly("wa.settings.commands", "wa.settings.commands.dlt", "wa.settings.status");
    }

    @Test
    void examples_of_commands_are_commands() {
        assertThat(commands()).hasSize(2).allSatisfy(example -> {
            assertThat(event(example).type()).isEqualTo(CloudEvent.COMMAND_TYPE);
            assertThat(SettingsJson.readCommand(event(example).data()))
                    .isInstanceOfSatisfying(
                            Decoded.class,
                            decoded -> assertThat(decoded.warnings()).isEmpty());
        });
    }

    @Test
    void the_secrets_of_these_examples_open_with_the_key_of_the_test_vectors_and_are_for_the_same_destinations()
            throws Exception {
        SecretBox box = new SecretBox(JWKSet.parse(SealingTestVectors.read().privateKeys()));

        assertThat(commands()).allSatisfy(example -> {
            JsonNode payload = example.get("payload");
            String key = event(example).partner() + "/" + event(example).channel() + "/"
                    + payload.path("from").asString("default");
            SealedSecrets sealed = box.open(key, payload.get("sealed_secrets").stringValue())
                    .fold(SealedSecrets::read, refusal -> fail(refusal.message()));
            assertThat(sealed.webhookUrl()).isEqualTo(payload.get("webhook_url").stringValue());
            assertThat(sealed.tokenUrl())
                    .isEqualTo(payload.at("/oauth2/token_url").asString(null));
        });
    }

    private static Stream<JsonNode> commands() {
        return Stream.of("DefaultSenderCommand", "NamedSenderCommand")
                .flatMap(message -> ASYNCAPI.at("/components/messages/" + message + "/examples")
                        .valueStream());
    }

    @Test
    void the_example_of_a_status_is_a_status() {
        JsonNode example = ASYNCAPI.at("/components/messages/Status/examples/0");

        assertThat(event(example).type()).isEqualTo(CloudEvent.STATUS_TYPE);
        assertThat((Object) Json.mapper()
                        .valueToTree(Json.mapper().readValue(event(example).data(), Status.class)))
                .isEqualTo(example.get("payload"));
    }

    private static CloudEvent event(JsonNode example) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        example.get("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(), header.getValue().stringValue().getBytes(StandardCharsets.UTF_8)));
        byte[] data = Json.mapper().writeValueAsBytes(example.get("payload"));
        return ((CloudEvent.Event) CloudEvent.read(headers, data)).event();
    }
}
