package io.wasettings.ingest.query;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.ingest.result.Result;
import java.util.Map;
import java.util.Optional;

/** The sender whose settings are asked for. */
final class SenderParameter {

    private SenderParameter() {}

    /** The sender; empty for the default one. */
    static Result<Optional<String>> read(Map<String, String[]> parameters) {
        return OneParameter.read("from", parameters)
                .then(from -> from.map(SenderParameter::sender).orElseGet(() -> Result.of(Optional.empty())));
    }

    private static Result<Optional<String>> sender(String from) {
        // A plus sign that was not encoded arrives as a space.
        String sender = from.startsWith(" ") ? "+" + from.substring(1) : from;
        return SettingsKey.isSender(sender)
                ? Result.of(Optional.of(sender))
                : OneParameter.refused("The parameter \"from\" must be a number in E.164, such as +14155552671;"
                        + " leave it out for the default sender.");
    }
}
