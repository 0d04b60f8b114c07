package io.wasettings.ingest.submit;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.common.settings.SubmittedSettings;
import io.wasettings.common.settings.UserInfo;
import io.wasettings.common.settings.ValidSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rule that no URL has user info, whose password must not be published. */
final class UserInfoRule {

    private static final FieldMessage WEBHOOK = new FieldMessage(Pointers.WEBHOOK_URL, UserInfo.CORRECTION);
    private static final FieldMessage TOKEN = new FieldMessage(Pointers.TOKEN_URL, UserInfo.CORRECTION);

    private UserInfoRule() {}

    /** An error for each URL of these settings with user info. */
    static List<FieldMessage> errors(ValidSettings settings) {
        List<FieldMessage> errors = new ArrayList<>();
        if (UserInfo.isIn(settings.webhookUrl())) {
            errors.add(WEBHOOK);
        }
        settings.tokenUrl().filter(UserInfo::isIn).ifPresent(url -> errors.add(TOKEN));
        return errors;
    }

    /** These violations, and one for a token URL with user info, which is a violation (2011) like any other. */
    static List<FieldMessage> errors(SubmittedSettings settings, List<FieldMessage> violations) {
        Stream<FieldMessage> userInfo = Optional.ofNullable(settings.tokenUrl())
                .filter(url -> settings.usesOAuth2() && UserInfo.isIn(url))
                .map(url -> TOKEN)
                .stream();
        return Stream.concat(violations.stream(), userInfo)
                .sorted(Comparator.comparing(FieldMessage::field))
                .toList();
    }
}
