package io.wasettings.processor.command.attempt;

import io.wasettings.common.seal.Unsealed;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.settings.UnusedMembers;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt starts from: a command of which it was tried to open the secrets.
 *
 * @param secrets what opening them gave; empty if it has none that are sealed
 */
public record Opened(Submitted command, Optional<Unsealed<Secrets>> secrets) {

    /** What is ignored of the secrets. */
    public List<FieldMessage> unused() {
        return secrets.map(opening -> opening.fold(
                        payload -> UnusedMembers.of(command.content().settings(), payload),
                        refusal -> List.<FieldMessage>of()))
                .orElse(List.of());
    }

    /** These secrets with the command as it is known by now. */
    public Opened with(Submitted known) {
        return new Opened(known, secrets);
    }
}
