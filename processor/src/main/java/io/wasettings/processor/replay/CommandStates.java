package io.wasettings.processor.replay;

import java.util.Collection;
import java.util.Map;

/** How commands stand now. */
interface CommandStates {

    /** The state of each of these commands by its identity, in its wire name; without those that are unknown. */
    Map<String, String> of(Collection<String> identities);
}
