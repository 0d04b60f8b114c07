package io.wasettings.processor.command.attempt;

import io.wasettings.processor.command.attempt.Outcome.Applied;
import io.wasettings.processor.command.attempt.Outcome.Superseded;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.store.SettingsStore;
import java.util.function.Function;

/** Puts the settings into force, unless newer ones are. */
final class Save implements Function<Probed, Outcome> {

    private final SettingsStore store;
    private final SettingsMapping mapping;

    Save(SettingsStore store, SettingsMapping mapping) {
        this.store = store;
        this.mapping = mapping;
    }

    @Override
    public Outcome apply(Probed probed) {
        Authorized command = probed.authorized();
        Settings settings = mapping.settings(command);
        return store.save(settings) || isInForce(settings) ? new Applied(command.warnings()) : new Superseded();
    }

    /** Whether what is in force is this very command's, saved by an attempt whose confirmation was lost. */
    private boolean isInForce(Settings settings) {
        return store.find(settings.key())
                .filter(inForce -> inForce.isOf(settings.commandId(), settings.version()))
                .isPresent();
    }
}
