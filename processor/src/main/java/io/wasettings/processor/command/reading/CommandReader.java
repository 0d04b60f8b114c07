package io.wasettings.processor.command.reading;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.NoEvent;
import io.wasettings.common.event.CloudEvent.Origin;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.SettingsJson.Decoded;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.processor.command.attempt.Opened;
import io.wasettings.processor.command.attempt.Submitted;
import io.wasettings.processor.command.attempt.Submitted.Content;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.kafka.RecordSizes;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.service.log.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a record into a command, opens the command's secrets, and tells what only other processors can open. Nothing of
 * a record is trusted: headers, key and body must agree, and of its retry headers counts what is believed
 * ({@link BelievedHeaders}).
 */
public final class CommandReader {

    private static final Logger LOG = LoggerFactory.getLogger(CommandReader.class);

    private static final Origin NOBODY = new Origin(null, null, null, null);

    /**
     * Largest record value that is read, in bytes. A body of 64 KiB stays below it whatever it holds: URLs come twice,
     * once in the clear and once sealed, in base64url.
     */
    private static final int MAX_VALUE_BYTES = RecordSizes.LARGEST_READ / 2;

    private final SealedRecords sealedRecords;
    private final SecretBox secretBox;
    private final KeysElsewhere keysElsewhere;
    private final RecordParser parser;
    private final LargeRecords large = new LargeRecords();

    public CommandReader(
            SealedRecords sealedRecords, SecretBox secretBox, KeysElsewhere keysElsewhere, RecordParser parser) {
        this.sealedRecords = sealedRecords;
        this.secretBox = secretBox;
        this.keysElsewhere = keysElsewhere;
        this.parser = parser;
    }

    /** Never fails: what a bug keeps from being read would come again for ever, with nothing behind it taken up. */
    public Reading read(Delivery delivery) {
        try {
            return large.inTurn(delivery, () -> readNow(delivery));
        } catch (RuntimeException bug) {
            LogLine.error(LOG, "reading_failed_unexpectedly")
                    .with("record", delivery)
                    .because(bug)
                    .write();
            return notRead(delivery);
        }
    }

    private Reading notRead(Delivery delivery) {
        String problem = "The record could not be read for an unexpected reason; operators have been told.";
        return unreadable(
                delivery, originOrNobody(delivery), ErrorCode.UNDECODABLE, List.of(new FieldMessage("", problem)));
    }

    private Origin originOrNobody(Delivery delivery) {
        try {
            return parser.origin(delivery.lastHeaders(), delivery.value() == null ? new byte[0] : delivery.value());
        } catch (RuntimeException sameBug) {
            return NOBODY;
        }
    }

    /**
     * Whether only other processors have the key that it takes to open the command's secrets, as far as anybody can
     * tell.
     */
    public boolean opensElsewhere(Opened opened) {
        return keysElsewhere.canOpen(opened);
    }

    /**
     * Whether the record is sealed as a whole and only other processors have the key that opens it, as far as anybody
     * can tell.
     */
    public boolean opensElsewhere(Delivery delivery) {
        return keysElsewhere.canOpen(delivery);
    }

    /** Tries to open the command's secrets, which costs. */
    public Opened open(Submitted command) {
        return new Opened(
                command,
                Optional.ofNullable(command.content().sealedSecrets())
                        .map(secrets -> secretBox.open(command.key().recordKey(), secrets)));
    }

    private Reading readNow(Delivery delivery) {
        return sealedRecords.open(delivery).map(this::readOpen).orElseGet(() -> unopened(delivery));
    }

    private Reading readOpen(Delivery delivery) {
        byte[] value = delivery.value();
        if (value != null && value.length > RecordSizes.LARGEST_READ) {
            return tooLarge(delivery, value);
        }
        return parser.event(delivery.lastHeaders(), delivery.value())
                .fold(event -> read(delivery, event), noEvent -> noEvent(delivery, noEvent));
    }

    /** No more is told of it than whose it says it is. */
    private Reading tooLarge(Delivery delivery, byte[] value) {
        String problem = "The record is larger than " + RecordSizes.LARGEST_READ + " bytes.";
        Origin origin = parser.origin(delivery.lastHeaders(), value);
        return unreadable(delivery, origin, ErrorCode.UNDECODABLE, List.of(new FieldMessage("", problem)));
    }

    /** Of a sealed record that does not open no more can be told than its headers tell. */
    private Reading unopened(Delivery delivery) {
        String problem = "The sealed record does not open with a key of this processor, or holds no record.";
        Origin origin = parser.event(delivery.lastHeaders(), null).origin();
        return unreadable(delivery, origin, ErrorCode.UNDECODABLE, List.of(new FieldMessage("", problem)));
    }

    private static Reading noEvent(Delivery delivery, NoEvent noEvent) {
        return unreadable(
                delivery, noEvent.origin(), ErrorCode.UNDECODABLE, List.of(new FieldMessage("", noEvent.problem())));
    }

    private Reading read(Delivery delivery, CloudEvent event) {
        if (!event.type().equals(CloudEvent.COMMAND_TYPE)) {
            // A command of another version must not be half understood, and one with a typo not passed over.
            return unreadable(
                    delivery, event, ErrorCode.UNDECODABLE, "ce_type must be " + CloudEvent.COMMAND_TYPE + ".");
        }
        if (event.data().length > MAX_VALUE_BYTES) {
            return unreadable(
                    delivery, event, ErrorCode.UNDECODABLE, "The body is larger than " + MAX_VALUE_BYTES + " bytes.");
        }
        return RecordKey.read(delivery.key(), event)
                .fold(
                        key -> decode(delivery, event, key),
                        problem -> unreadable(delivery, event, ErrorCode.INVALID, problem));
    }

    private Reading decode(Delivery delivery, CloudEvent event, SettingsKey key) {
        return parser.settings(event.data()).fold(decoded -> command(delivery, event, key, decoded), undecodable -> {
            List<FieldMessage> errors = new ArrayList<>(undecodable.errors());
            errors.add(0, new FieldMessage("", undecodable.detail()));
            return unreadable(delivery, event.origin(), ErrorCode.UNDECODABLE, errors);
        });
    }

    private static Reading command(Delivery delivery, CloudEvent event, SettingsKey key, Decoded decoded) {
        String from = decoded.settings().from();
        if (!Objects.equals(key.from(), from)) {
            return unreadable(delivery, event.origin(), ErrorCode.INVALID, List.of(RecordKey.otherSender(key, from)));
        }
        BelievedHeaders believed = BelievedHeaders.of(delivery);
        RetryHeaders headers = believed.headers();
        Submitted submitted = new Submitted(
                new CommandRef(event.source(), event.id()),
                key,
                headers.version(),
                headers.replays(),
                new Content(decoded.settings(), decoded.sealedSecrets()),
                Set.of());
        if (!believed.areWhole()) {
            String problem = "The retry headers are missing, malformed or out of bounds.";
            return new Unreadable(
                    ErrorCode.INVALID,
                    List.of(new FieldMessage("", problem)),
                    event.origin(),
                    key.from(),
                    headers,
                    submitted);
        }
        List<FieldMessage> warnings = new ArrayList<>(ForwardedWarnings.read(event.warnings()));
        warnings.addAll(decoded.warnings());
        return new Command(submitted, headers.attempts() + 1, warnings, event.traceparent());
    }

    private static Reading unreadable(Delivery delivery, CloudEvent event, ErrorCode code, String problem) {
        return unreadable(delivery, event.origin(), code, List.of(new FieldMessage("", problem)));
    }

    private static Reading unreadable(Delivery delivery, Origin said, ErrorCode code, List<FieldMessage> errors) {
        Optional<SettingsKey> key = RecordKey.telling(delivery.key(), said);
        Origin origin = key.map(whose -> new Origin(
                        said.id(),
                        said.source(),
                        whose.partner(),
                        whose.channel().wireName()))
                .orElse(said);
        String from = key.map(SettingsKey::from).orElse(null);
        return new Unreadable(
                code, errors, origin, from, BelievedHeaders.of(delivery).headers(), null);
    }
}
