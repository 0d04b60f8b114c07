package io.wasettings.common.text;

import java.util.regex.Pattern;

/** The elements of HTTP fields (RFC 9110, section 5.6), as regular expressions that need no stack. */
public final class HttpGrammar {

    /** A token (section 5.6.2). */
    public static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    /** A quoted string (section 5.6.4). */
    public static final String QUOTED_STRING = "\"(?:[^\"\\\\]|\\\\.)*+\"";

    /** Parameters of a media type (section 5.6.6): any or none, but no charset other than UTF-8. */
    public static final String PARAMETERS_IN_UTF_8 = "(?:\\s*+;\\s*+(?:(?!charset=)" + TOKEN + "=(?:" + TOKEN + "|"
            + QUOTED_STRING + ")|charset=(?:utf-?8|\"utf-?8\"))?+)*+\\s*+";

    private static final Pattern JSON_IN_UTF_8 =
            Pattern.compile("application/json" + PARAMETERS_IN_UTF_8, Pattern.CASE_INSENSITIVE);

    private HttpGrammar() {}

    /** Whether the media type is JSON's, with no charset or UTF-8. */
    public static boolean isJsonInUtf8(String mediaType) {
        return JSON_IN_UTF_8.matcher(mediaType).matches();
    }
}
