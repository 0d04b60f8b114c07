package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.validation.url.Target;
import java.util.List;

/**
 * A command with what its webhook is called with.
 *
 * @param judged the command
 * @param credential what the webhook is called with
 * @param warnings what was assumed about the token
 */
record Authorized(Judged judged, Credential credential, List<FieldMessage> warnings) {

    Submitted command() {
        return judged.command();
    }

    Target webhook() {
        return judged.webhook();
    }
}
