package io.wasettings.processor.store;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Optional;

/** The settings in force, one document per key. A newer version is never replaced by an older one. */
public interface SettingsStore {

    /**
     * The settings in force.
     *
     * @throws StoreUnavailableException when the store cannot tell now
     */
    Optional<Settings> find(SettingsKey key);

    /**
     * Puts the settings in force unless the same or a newer version already is. Durable when it returns.
     *
     * @return whether they are in force now by this call
     * @throws StoreUnavailableException when the store did not confirm; they may be in force or not
     */
    boolean save(Settings settings);
}
