package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.command.delivery.Delivery;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are no commands: each is dead-lettered, and told as failed with the value at fault. */
class UnreadableRecordsTest {

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @ParameterizedTest
    @ValueSource(strings = {"wa.settings.updates.v2", "wa.settings.update.v3", "settings", "WA.SETTINGS.UPDATE.V2"})
    void another_or_a_mistyped_type_is_told_as_failed_with_2010(String type) {
        Delivery delivery = CommandFixture.with(fixture.bearer("1"), "ce_type", type);

        fixture.handle(delivery);

        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2010);
        assertThat(fixture.lastStatus().commandId()).isEqualTo("1");
        assertThat(fixture.lastStatus().errors())
                .containsExactly(new FieldMessage("", "ce_type must be wa.settings.update.v2."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order/17", "\"17\"", "a b", "ü?#%;\\", ".."})
    void an_id_is_no_reason_to_be_unreadable(String id) {
        fixture.handle(fixture.bearer(id));

        assertThat(fixture.lastStatus().commandId()).isEqualTo(id);
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @ParameterizedTest
    @CsvSource({
        "acme, transactional, acme, transactional, +14155552671",
        ", , acme, transactional, +14155552671",
        "beta, transactional, beta, transactional, ",
        "acme, conversational, acme, conversational, ",
        "acme, Transactional, acme, , ",
        "_acme, transactional, , transactional, "
    })
    void whose_it_is_is_told_by_the_key_unless_the_headers_say_otherwise(
            String partner, String channel, String toldPartner, String toldChannel, String toldFrom) {
        Delivery delivery = fixture.delivery("1", "acme/transactional/+14155552671", "{}");
        put(delivery, "ce_type", "settings");
        put(delivery, "ce_partner", partner);
        put(delivery, "ce_channel", channel);

        fixture.handle(delivery);

        assertThat(fixture.lastStatus().partner()).isEqualTo(toldPartner);
        assertThat(fixture.lastStatus().channel()).isEqualTo(toldChannel);
        assertThat(fixture.lastStatus().from()).isEqualTo(toldFrom);
    }

    @ParameterizedTest
    @ValueSource(strings = {"settings", "empty", "endless", "tombstone"})
    void a_binary_record_that_is_called_structured_is_told_as_failed(String kind) {
        Delivery delivery = fixture.bearer("1");
        put(delivery, "content-type", "application/cloudevents+json");
        byte[] value = switch (kind) {
            case "settings" -> delivery.value();
            case "empty" -> new byte[0];
            case "endless" -> "x".repeat(900_000).getBytes(UTF_8);
            default -> null;
        };

        fixture.handle(new Delivery(0, delivery.place(), delivery.key(), value, delivery.headers()));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().commandId()).isEqualTo("1");
        assertThat(fixture.lastStatus().source()).isEqualTo("/test");
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
    }

    /** Its id may be the text null as well, and whoever asks for that is not told of records without one. */
    @Test
    void a_record_without_an_id_is_noted_under_no_text_that_may_be_an_id() {
        Delivery delivery = fixture.bearer("1");
        put(delivery, "ce_id", null);

        fixture.handle(delivery);

        assertThat(fixture.commandStore.standing(delivery.place().path()))
                .map(told -> told.status().commandId())
                .contains("");
        assertThat(fixture.statuses()).isEmpty();
    }

    @Test
    void its_dead_letter_has_all_its_headers_in_their_order() {
        Delivery delivery = CommandFixture.with(fixture.bearer("1"), "ce_type", "settings");
        delivery.headers().add(0, new RecordHeader("x-hop", "a".getBytes(UTF_8)));
        delivery.headers().add(new RecordHeader("x-hop", null));
        delivery.headers().add(new RecordHeader("x-hop", "b".getBytes(UTF_8)));

        fixture.handle(delivery);

        assertThat(fixture.sent(TOPICS.deadLetter()).get(0).headers().toArray())
                .startsWith(delivery.headers().toArray(Header[]::new));
    }

    @Test
    void a_key_that_is_not_legal_tells_no_sender() {
        Delivery delivery = fixture.delivery("1", "acme/transactional/4155552671", "{}");
        put(delivery, "ce_type", "settings");

        fixture.handle(delivery);

        assertThat(fixture.lastStatus().from()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    'acme/transactional/default '   | The record key begins or ends with white space.
                    '"acme/transactional/default"'  | The record key is in quotation marks; send it as plain text, not as JSON.
                    ''                              | The record has no key; it must be {partner}/{channel}/{from or "default"}.
                    'acme/transactional'            | The record key must be {partner}/{channel}/{from or "default"}.
                    'beta/transactional/default'    | ce_partner must be the partner that the record key names.
                    'acme/conversational/default'   | ce_channel must be the channel that the record key names.
                    """)
    void what_is_wrong_with_a_key_is_said(String key, String problem) {
        fixture.handle(fixture.delivery("1", key, "{}"));

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors()).containsExactly(new FieldMessage("", problem));
    }

    @Test
    void a_key_without_the_plus_of_its_sender_is_told_so() {
        fixture.handle(fixture.delivery("1", "acme/transactional/14155552671", "{\"from\": \"+14155552671\"}"));

        assertThat(fixture.lastStatus().errors())
                .containsExactly(new FieldMessage(
                        "", "The sender in the record key must begin with +, as it does in the body."));
    }

    @Test
    void a_key_of_another_sender_than_the_body_makes_the_record_unreadable() {
        fixture.handle(fixture.delivery("1", "acme/transactional/default", "{\"from\": \"+14155552671\"}"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .containsExactly(new FieldMessage("/from", "must be the sender that the record key names"));
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
    }

    private static void put(Delivery delivery, String name, @Nullable String value) {
        delivery.headers().removeIf(header -> header.key().equals(name));
        if (value != null) {
            delivery.headers().add(new RecordHeader(name, value.getBytes(UTF_8)));
        }
    }
}
