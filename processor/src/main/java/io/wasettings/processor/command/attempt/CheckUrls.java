package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.Pointers;
import io.wasettings.common.settings.ValidSettings;
import io.wasettings.processor.command.attempt.Access.ByToken;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.UrlPolicy;
import java.util.function.Function;

/** Holds a command's URLs against the URL policy, and has their hosts looked up. */
final class CheckUrls implements Function<Validated, Step<Judged>> {

    private final UrlPolicy policy;

    CheckUrls(UrlPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Step<Judged> apply(Validated command) {
        ValidSettings settings = command.settings();
        Finding<Target> webhook = Finding.on(Pointers.WEBHOOK_URL, policy.check(settings.webhookUrl()));
        Finding<Access> access = settings.credentials()
                .fold(
                        bearer -> Finding.nothingAgainst(new Access.Key(bearer)),
                        oauth2 -> Finding.on(
                                        Pointers.TOKEN_URL,
                                        policy.check(oauth2.client().tokenUrl()))
                                .map(target -> new ByToken(oauth2, target)));
        return webhook.and(access, (target, how) -> new Judged(command.command(), target, how))
                .step();
    }
}
