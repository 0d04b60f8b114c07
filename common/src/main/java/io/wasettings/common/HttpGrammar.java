package io.wasettings.common;

/** What HTTP fields are made of (RFC 9110, section 5.6), as regular expressions that need no stack. */
public final class HttpGrammar {

    /** A token (section 5.6.2). */
    public static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    /** A quoted string (section 5.6.4). */
    public static final String QUOTED_STRING = "\"(?:[^\"\\\\]|\\\\.)*+\"";

    private HttpGrammar() {}
}
