package io.wasettings.processor.command.attempt;

import io.wasettings.processor.command.attempt.Outcome.Applied;
import io.wasettings.processor.command.attempt.Outcome.Superseded;
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
        Submitted command = judged.command();
        Optional<Settings> inForce = store.find(command.key());
        return savedBefore(command, inForce)
                .or(() -> inForce.filter(settings -> !command.version().isNewerThan(settings.version()))
                        .map(newer -> new Superseded()))
                .<Step<Fresh>>map(Step::ended)
                .orElseGet(() -> Step.at(new Fresh(judged, inForce)));
    }

    /**
     * What has become of a command that is in force, whatever another attempt takes its URLs and keys for and its
     * servers answer since.
     */
    Optional<Outcome> savedBefore(Submitted command) {
        return savedBefore(command, store.find(command.key()));
    }

    private static Optional<Outcome> savedBefore(Submitted command, Optional<Settings> inForce) {
        return inForce.filter(settings -> settings.isOf(command.ref().id(), command.version()))
                .map(itsOwn -> SAVED_BEFORE);
    }
}
