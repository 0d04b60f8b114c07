package io.wasettings.processor.ops;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.http.Circuits;
import io.wasettings.processor.http.OpenCircuit;
import io.wasettings.processor.lookup.SettingsLookup;
import io.wasettings.processor.lookup.SettingsRow;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.store.StopReason;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows partners' settings with the state of their tokens and open circuits, and resumes renewals that have stopped.
 */
@RestController
@RequestMapping(path = "/ops", produces = MediaType.APPLICATION_JSON_VALUE)
class PartnersController {

    private final SettingsLookup settings;
    private final RenewalQueue renewals;
    private final Circuits circuits;
    private final Clock clock;

    PartnersController(SettingsLookup settings, RenewalQueue renewals, Circuits circuits, Clock clock) {
        this.settings = settings;
        this.renewals = renewals;
        this.circuits = circuits;
        this.clock = clock;
    }

    @GetMapping("/circuits")
    List<OpenCircuit> circuits() {
        return circuits.list().stream().limit(Parameters.MOST).toList();
    }

    @GetMapping("/settings")
    List<SettingsRow> settings(
            @RequestParam(required = false) @Nullable String partner,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(defaultValue = "false") boolean stopped) {
        if (key != null) {
            if (stopped || partner != null) {
                throw OpsException.invalid("key goes neither with partner nor with stopped: say one or the other.");
            }
            return settings.of(key(key));
        }
        if (stopped) {
            return settings.stopped(partner);
        }
        if (partner == null) {
            throw OpsException.invalid("Name the partner, or ask for stopped=true.");
        }
        return settings.of(partner);
    }

    @PostMapping("/renewals/{partner}/{channel}/{sender}/resume")
    SettingsRow resume(@PathVariable String partner, @PathVariable String channel, @PathVariable String sender) {
        SettingsKey key = key(partner + "/" + channel + "/" + sender);
        boolean resumed = renewals.resume(key, clock.instant());
        SettingsRow row = settings.of(key).stream()
                .findFirst()
                .orElseThrow(() -> OpsException.missing("There are no settings of that key."));
        if (!resumed) {
            throw OpsException.conflict(whyNot(row.token()));
        }
        return row;
    }

    private static String whyNot(SettingsRow.@Nullable Token token) {
        if (token == null) {
            return "These settings have no token to renew.";
        }
        return StopReason.REFRESH_TOKEN_REFUSED.wireName().equals(token.stopReason())
                ? "The partner's server has refused the refresh token for good: the partner must authorise again and"
                        + " submit new settings, which begin renewals anew."
                : "The renewal of that token has not stopped.";
    }

    private static SettingsKey key(@Nullable String text) {
        return SettingsKey.parse(text)
                .orElseThrow(() -> OpsException.invalid("A key is written partner/channel/sender, sender being a"
                        + " number such as +1234567890 or default."));
    }
}
