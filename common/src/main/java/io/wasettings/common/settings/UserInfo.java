package io.wasettings.common.settings;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Finds user info in URLs, so that no password in a URL gets onto a topic. The URL policy refuses user info too, but
 * only behind the topic and reading URLs strictly; this reads them as loosely as any program might, since what it
 * misses is published.
 */
public final class UserInfo {

    /** What is to be corrected in a URL with user info, for whoever wrote it. */
    public static final String CORRECTION = "must have no user name or password before the host; if an @ or %40 stands"
            + " elsewhere, it must begin with https:// and a host, a port must be a number, and there must be no fragment";

    /** What the URL standard (whatwg.org) removes from a URL before parsing it. */
    private static final Pattern REMOVED = Pattern.compile("^[\\x00-\\x20]+|[\\t\\r\\n]");
    /**
     * A scheme, two slashes, a host or an address in brackets, and a port: after these, every program reads an at sign
     * as part of the path or query. A fragment may hold none, because older programs do not end the host at {@code #}.
     */
    private static final Pattern PLAIN = Pattern.compile(
            "[a-z][a-z0-9+.-]*://(?:\\[[^]/\\\\?#@%]+]|[^/\\\\?#@%:\\[\\]]+)(?::[0-9]+)?(?:[/?][^#]*)?(?:#[^@%]*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern AT = Pattern.compile("@|%40");

    private UserInfo() {}

    /** Whether some program would take a part of this URL for user info. */
    public static boolean isIn(String url) {
        // In compatibility forms too, as hosts are mapped: a full-width @ is an at sign, but a full-width slash
        // separates nothing.
        return isInAsItStands(url) || isInAsItStands(Normalizer.normalize(url, Normalizer.Form.NFKC));
    }

    private static boolean isInAsItStands(String url) {
        String text = REMOVED.matcher(url).replaceAll("");
        return AT.matcher(text).find() && !PLAIN.matcher(text).matches();
    }
}
