package io.wasettings.processor.command;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.seal.KeyedHash;
import io.wasettings.processor.command.attempt.Opened;
import io.wasettings.processor.command.attempt.Submitted;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.reading.Unreadable;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.processor.store.CommandStore.Arrival;
import io.wasettings.processor.store.CommandStore.Known;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a command that comes again from another one under its name: the same source and id with another key or other
 * content, secrets included.
 */
final class Identity {

    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);

    private final CommandStore store;
    private final KeyedHash hashes;

    Identity(CommandStore store, KeyedHash hashes) {
        this.store = store;
        this.hashes = hashes;
    }

    /**
     * What is known of the command, once it is noted where it appeared; empty when its name is another command's.
     *
     * @throws StoreUnavailableException when the store cannot tell now
     */
    Optional<Known> recognise(Opened opened) {
        Submitted command = opened.command();
        ContentHash content = ContentHash.of(hashes, opened);
        return recognise(
                new Arrival(command.ref(), command.key().recordKey(), command.version(), content.noted()), content);
    }

    /**
     * What is known of the command that a record names of which nothing but the identity can be read; empty when that
     * name is another command's.
     *
     * @throws StoreUnavailableException when the store cannot tell now
     */
    Optional<Known> recognise(CommandRef ref, Delivery delivery, Unreadable unreadable) {
        String key = delivery.key() == null ? null : new String(delivery.key(), StandardCharsets.UTF_8);
        ContentHash content = ContentHash.of(hashes, delivery.value());
        return recognise(new Arrival(ref, key, unreadable.headers().version(), content.noted()), content);
    }

    /** Notes where the command appeared, whatever is known of it, unless the store is away. */
    void note(Opened command) {
        try {
            Optional<Known> unused = recognise(command);
        } catch (StoreUnavailableException e) {
            LogLine.debug(LOG, "appearance_not_noted").with("cause", e).write();
        } catch (RuntimeException bug) {
            LogLine.error(LOG, "appearance_not_noted").because(bug).write();
        }
    }

    private Optional<Known> recognise(Arrival arrival, ContentHash content) {
        Known known = store.begin(arrival);
        return isSame(known, arrival, content) ? Optional.of(known) : Optional.empty();
    }

    /** The very record, its retry or its replay need not be compared. */
    private static boolean isSame(Known known, Arrival arrival, ContentHash content) {
        return known.hasKey(arrival.key())
                && (known.isOf(arrival.seen()) || !content.contradicts(known.contentHashes()));
    }
}
