package io.wasettings.processor.command.attempt;

import io.wasettings.processor.store.Settings;
import java.util.Optional;

/**
 * A command that is newer than what is in force.
 *
 * @param judged the command
 * @param inForce the older settings that are in force, if there are some
 */
record Fresh(Judged judged, Optional<Settings> inForce) {

    Submitted command() {
        return judged.command();
    }
}
