package io.wasettings.processor.command.reading;

import io.wasettings.common.seal.Refusal;
import io.wasettings.common.seal.SealLabel;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.command.attempt.Opened;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that other processors have and this one lacks, as its keys file is older than theirs. */
public final class KeysElsewhere {

    private static final Logger LOG = LoggerFactory.getLogger(KeysElsewhere.class);

    private final Set<String> own;
    private final Supplier<Set<String>> announced;

    /** @param announced ids of the keys that processors say to have; asked for no other kid than one that is unknown */
    public KeysElsewhere(SecretBox secretBox, Supplier<Set<String>> announced) {
        this.own = secretBox.keys().openingKids();
        this.announced = announced;
    }

    /** Whether one of them opens a command's secrets. */
    boolean canOpen(Opened opened) {
        return opened.secrets()
                .filter(opening -> opening.fold(secrets -> false, refusal -> refusal == Refusal.UNKNOWN_KEY))
                .flatMap(
                        locked -> Optional.ofNullable(opened.command().content().sealedSecrets()))
                .filter(this::canOpen)
                .isPresent();
    }

    /** Whether one of them opens a record that is sealed as a whole. */
    boolean canOpen(Delivery delivery) {
        return SealedRecords.sealedValue(delivery).filter(this::canOpen).isPresent();
    }

    private boolean canOpen(String sealed) {
        return SealLabel.of(sealed)
                .map(SealLabel::kid)
                .filter(kid -> !own.contains(kid))
                .filter(this::isElsewhere)
                .isPresent();
    }

    /** While the store is away nobody can tell, so it may be. */
    private boolean isElsewhere(String kid) {
        try {
            boolean isAnnounced = announced.get().contains(kid);
            if (isAnnounced) {
                LogLine.error(LOG, "key_elsewhere").with("kid", kid).write();
            }
            return isAnnounced;
        } catch (StoreUnavailableException e) {
            return true;
        } catch (RuntimeException bug) {
            LogLine.error(LOG, "keys_not_looked_up").becauseQuoting(bug).write();
            return false;
        }
    }
}
