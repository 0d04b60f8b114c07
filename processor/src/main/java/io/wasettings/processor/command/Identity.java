package io.wasettings.processor.command;

import io.wasettings.common.CommandRef;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.processor.command.reading.CommandReader.Unreadable;
import io.wasettings.processor.command.reading.Delivery;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.processor.store.CommandStore.Arrival;
import io.wasettings.processor.store.CommandStore.Known;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Tells a command that comes again from another one under its name: the same source and id with another key or other
 * content, secrets included.
 */
final class Identity {

    private final CommandStore store;
    private final ContentHash contentHash;
    private final FirstAppearances firstAppearances = new FirstAppearances();

    Identity(CommandStore store, ContentHash contentHash) {
        this.store = store;
        this.contentHash = contentHash;
    }

    /**
     * What is known of the command; empty when its name is another command's.
     *
     * @throws StoreUnavailableException when the store cannot tell now; where the command appeared is remembered then
     */
    Optional<Known> find(Command command) {
        return find(
                new Arrival(command.ref(), command.key().recordKey(), command.version(), ""), contentHash.of(command));
    }

    /** The same for a record of which nothing but the identity can be read. */
    Optional<Known> find(CommandRef ref, Delivery delivery, Unreadable unreadable) {
        String key = delivery.key() == null ? null : new String(delivery.key(), StandardCharsets.UTF_8);
        byte[] value = delivery.value() == null ? new byte[0] : delivery.value();
        return find(new Arrival(ref, key, unreadable.headers().version(), ""), contentHash.of(value));
    }

    private Optional<Known> find(Arrival delivered, List<String> hashes) {
        Arrival arrival = new Arrival(delivered.ref(), delivered.key(), delivered.seen(), hashes.get(0));
        Known known;
        try {
            known = store.begin(firstAppearances.of(arrival));
            firstAppearances.forget(arrival);
        } catch (StoreUnavailableException e) {
            firstAppearances.remember(arrival);
            throw e;
        }
        return isSame(known, arrival, hashes) ? Optional.of(known) : Optional.empty();
    }

    /** The very record, its retry or its replay need not be compared. Nor can what an earlier release noted. */
    private static boolean isSame(Known known, Arrival arrival, List<String> hashes) {
        return known.hasKey(arrival.key())
                && (known.isOf(arrival.seen()) || known.contentHash() == null || hashes.contains(known.contentHash()));
    }
}
