package io.wasettings.processor.command.attempt;

import io.wasettings.processor.command.attempt.Outcome.Applied;
import io.wasettings.processor.command.attempt.Outcome.Superseded;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.store.SettingsStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Spares the partner's servers a command that is older than what is in force. */
final class SkipIfStale implements Function<Judged, Step<Fresh>> {

    /** The settings in force are this very command's: it was saved before its outcome could be told. */
    private static final Outcome SAVED_BEFORE = new Applied(List.of());

    private final SettingsStore store;

    SkipIfStale(SettingsStore store) {
        this.store = store;
    }

    @Override
    public Step<Fresh> apply(Judged judged) {
        Optional<Settings> inForce = store.find(judged.command().key());
        Version version = judged.command().version();
        if (inForce.filter(settings -> version.isSameAs(settings.version())).isPresent()) {
            return Step.ended(SAVED_BEFORE);
        }
        return inForce.filter(settings -> !version.isNewerThan(settings.version()))
                .<Step<Fresh>>map(newer -> Step.ended(new Superseded()))
                .orElseGet(() -> Step.at(new Fresh(judged, inForce)));
    }

    /** What has become of a command that is in force, whatever its URLs and keys are taken for since. */
    Optional<Outcome> savedBefore(Submitted command) {
        return store.find(command.key())
                .filter(inForce -> command.version().isSameAs(inForce.version()))
                .map(inForce -> SAVED_BEFORE);
    }
}
