package io.wasettings.common.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class StatusTest {

    private static final Status REJECTED = new Status(
            "018f6c1e-7b1a-7c3e-9a52-0d6f2b1c0001",
            "/wa-settings/ingest-api",
            "acme",
            "transactional",
            null,
            State.REJECTED,
            ErrorCode.WEBHOOK_URL.number(),
            ErrorCode.HTTP_STATUS,
            ErrorCode.WEBHOOK_URL.description(),
            List.of(new FieldMessage("/webhook_url", "must use https")),
            List.of(),
            1,
            null,
            Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void the_wire_format_is_as_documented() throws IOException {
        assertThat((Object) Json.mapper().valueToTree(REJECTED)).isEqualTo(golden("/golden/status.json"));
    }

    @Test
    void the_cause_of_a_rejection_names_the_field() {
        assertThat(REJECTED.cause()).isEqualTo("/webhook_url must use https");
    }

    @Test
    void what_is_written_is_read_back() {
        assertThat(Status.read(Json.mapper().writeValueAsBytes(REJECTED))).contains(REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/command_id", "/state", "/message", "/occurred_at", "/errors", "/errors/0/field"})
    void what_lacks_a_part_that_every_status_has_is_none(String part) {
        JsonNode whole = Json.mapper().valueToTree(REJECTED);
        JsonPointer pointer = JsonPointer.compile(part);
        ((ObjectNode) whole.at(pointer.head())).putNull(pointer.last().getMatchingProperty());

        assertThat(Status.read(Json.mapper().writeValueAsBytes(whole))).isEmpty();
    }

    @Test
    void an_error_that_is_null_makes_it_none() {
        JsonNode whole = Json.mapper().valueToTree(REJECTED);
        ((ArrayNode) whole.get("errors")).setNull(0);

        assertThat(Status.read(Json.mapper().writeValueAsBytes(whole))).isEmpty();
    }

    @Test
    void only_accepted_and_retrying_are_still_under_way() {
        assertThat(State.values())
                .filteredOn(state -> !state.terminal())
                .containsExactly(State.ACCEPTED, State.RETRYING);
    }

    @Test
    void every_state_is_found_by_its_name_on_the_wire() {
        assertThat(State.values())
                .allSatisfy(state -> assertThat(State.of(state.wireName())).contains(state));
    }

    @Test
    void no_state_is_found_by_a_name_in_upper_case() {
        assertThat(State.of("FAILED")).isEmpty();
    }

    private static JsonNode golden(String resource) throws IOException {
        try (InputStream in = StatusTest.class.getResourceAsStream(resource)) {
            return Json.mapper().readTree(in);
        }
    }
}
