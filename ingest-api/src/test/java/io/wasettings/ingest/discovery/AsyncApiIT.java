package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.Json;
import io.wasettings.common.SettingsJson;
import io.wasettings.common.SettingsJson.Decoded;
import io.wasettings.common.Status;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
        assertThat(ASYNCAPI.at("/components/messages/Command/examples").valueStream())
                .hasSize(2)
                .allSatisfy(example -> {
                    assertThat(event(example).type()).isEqualTo(CloudEvent.COMMAND_TYPE);
                    assertThat(SettingsJson.readCommand(event(example).data()))
                            .isInstanceOfSatisfying(Decoded.class, decoded -> {
                                assertThat(decoded.warnings()).isEmpty();
                                assertThat(decoded.sealedSecrets()).isNotNull();
                            });
                });
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
