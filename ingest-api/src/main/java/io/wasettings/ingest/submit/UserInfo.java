package io.wasettings.ingest.submit;

import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.SubmittedSettings;
import io.wasettings.common.ValidSettings;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds user info in URLs, so that no password in one is published. The URL policy, which refuses it too, comes after
 * the topic and reads URLs strictly; this reads them as loosely as any program might, for what it misses is published.
 */
final class UserInfo {

    private static final FieldMessage WEBHOOK = new FieldMessage("/webhook_url", "must not contain user info");
    private static final FieldMessage TOKEN = new FieldMessage("/oauth2/token_url", "must not contain user info");

    /** What the URL standard (whatwg.org) removes before it looks at a URL. */
    private static final Pattern REMOVED = Pattern.compile("^[\\x00-\\x20]+|[\\t\\r\\n]");
    /**
     * A scheme, two slashes, a host or an address in brackets, and a port: behind these every program takes an at sign
     * for a part of the path or of the query. Not so in a fragment, which older ones do not end the host at.
     */
    private static final Pattern PLAIN = Pattern.compile(
            "[a-z][a-z0-9+.-]*://(?:\\[[^]/\\\\?#@%]+]|[^/\\\\?#@%:\\[\\]]+)(?::[0-9]+)?(?:[/?][^#]*)?(?:#[^@%]*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern AT = Pattern.compile("@|%40");

    private UserInfo() {}

    /** An error for each URL of these settings with user info. */
    static List<FieldMessage> errors(ValidSettings settings) {
        List<FieldMessage> errors = new ArrayList<>();
        if (isIn(settings.webhookUrl())) {
            errors.add(WEBHOOK);
        }
        settings.tokenUrl().filter(UserInfo::isIn).ifPresent(url -> errors.add(TOKEN));
        return errors;
    }

    /** What these settings violate, and a token URL with user info, which is a violation (2011) like any other. */
    static List<FieldMessage> errors(SubmittedSettings settings, List<FieldMessage> violations) {
        Stream<FieldMessage> userInfo = Optional.ofNullable(settings.tokenUrl())
                .filter(url -> settings.usesOAuth2() && isIn(url))
                .map(url -> TOKEN)
                .stream();
        return Stream.concat(violations.stream(), userInfo)
                .sorted(Comparator.comparing(FieldMessage::field))
                .toList();
    }

    /** Whether some program would take a part of this URL for user info. */
    static boolean isIn(String url) {
        // By compatibility forms too, as hosts are mapped: a full-width @ is one, but a full-width slash parts nothing.
        return isInAsItStands(url) || isInAsItStands(Normalizer.normalize(url, Normalizer.Form.NFKC));
    }

    private static boolean isInAsItStands(String url) {
        String text = REMOVED.matcher(url).replaceAll("");
        return AT.matcher(text).find() && !PLAIN.matcher(text).matches();
    }
}
