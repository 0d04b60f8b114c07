package io.wasettings.processor.validation.url;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web URL taken apart by the grammar of RFC 3986, without any repair and before its host is judged.
 *
 * @param url the URL as sent
 * @param https whether the scheme is {@code https}
 * @param host the host as sent, possibly beyond ASCII
 * @param port the stated port, or the scheme's default
 * @param pathAndQuery the rest, byte for byte
 */
record UrlParts(String url, boolean https, String host, int port, String pathAndQuery) {

    /** Longest URL in characters: a guard for storage and logs. */
    static final int MAX_LENGTH = 2048;

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern HTTP = Pattern.compile("(?i:http(s)?)");
    private static final Pattern HIERARCHY = Pattern.compile("[^:]*://([^/?#]*)([^#]*)(#.*)?", Pattern.DOTALL);
    private static final Pattern PATH_AND_QUERY =
            Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+)?"
                    + "(?:\\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+)?");
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*)(?::(.*))?", Pattern.DOTALL);
    /** No host and port, but what somebody meant for an IPv6 address, with or without a zone. */
    private static final Pattern IPV6_OUT_OF_BRACKETS = Pattern.compile("(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]*(?:%.*)?");

    private static final Pattern PORT = Pattern.compile("0*([0-9]{1,5})");

    /** What was made of the text. */
    sealed interface Parsing permits Parsed, Malformed {

        /** One function per case, so that no case is forgotten. */
        <T> T fold(Function<UrlParts, T> parsed, Function<UrlRefusal, T> malformed);
    }

    /** A URL whose host is still to be judged. */
    record Parsed(UrlParts parts) implements Parsing {
        @Override
        public <T> T fold(Function<UrlParts, T> parsed, Function<UrlRefusal, T> malformed) {
            return parsed.apply(parts);
        }
    }

    /** No URL, or one of a kind that is never accepted. */
    record Malformed(UrlRefusal reason) implements Parsing {
        @Override
        public <T> T fold(Function<UrlParts, T> parsed, Function<UrlRefusal, T> malformed) {
            return malformed.apply(reason);
        }
    }

    /** Reads any text; never throws. */
    static Parsing parse(String url) {
        if (url.isEmpty()) {
            return new Malformed(UrlRefusal.EMPTY);
        }
        if (isTooLong(url)) {
            return new Malformed(UrlRefusal.TOO_LONG);
        }
        if (url.codePoints().anyMatch(UrlParts::isIllegalAnywhere)) {
            return new Malformed(UrlRefusal.ILLEGAL_CHARACTER);
        }
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.matches()) {
            return new Malformed(UrlRefusal.NOT_ABSOLUTE);
        }
        Matcher http = HTTP.matcher(scheme.group(1));
        return http.matches() ? parseHierarchy(url, http.group(1) != null) : new Malformed(UrlRefusal.SCHEME_NOT_HTTPS);
    }

    private static Parsing parseHierarchy(String url, boolean https) {
        Matcher hierarchy = HIERARCHY.matcher(url);
        if (!hierarchy.matches()) {
            return new Malformed(UrlRefusal.NOT_ABSOLUTE);
        }
        if (hierarchy.group(1).contains("@")) {
            return new Malformed(UrlRefusal.USER_INFO);
        }
        if (hierarchy.group(3) != null) {
            return new Malformed(UrlRefusal.FRAGMENT);
        }
        if (!PATH_AND_QUERY.matcher(hierarchy.group(2)).matches()) {
            return new Malformed(UrlRefusal.ILLEGAL_CHARACTER);
        }
        return parseAuthority(url, https, hierarchy.group(1), hierarchy.group(2));
    }

    private static Parsing parseAuthority(String url, boolean https, String authority, String pathAndQuery) {
        Matcher hostAndPort = HOST_AND_PORT.matcher(authority);
        if (!hostAndPort.matches() || IPV6_OUT_OF_BRACKETS.matcher(authority).matches()) {
            return new Malformed(UrlRefusal.ADDRESS_MALFORMED);
        }
        String host = hostAndPort.group(1);
        if (host.isEmpty()) {
            return new Malformed(UrlRefusal.HOST_MISSING);
        }
        String digits = hostAndPort.group(2);
        int port = digits == null || digits.isEmpty() ? defaultPort(https) : parsePort(digits);
        return port < 1 || port > UrlSettings.MAX_PORT
                ? new Malformed(UrlRefusal.PORT_INVALID)
                : new Parsed(new UrlParts(url, https, host, port, pathAndQuery));
    }

    private static int parsePort(String digits) {
        Matcher port = PORT.matcher(digits);
        return port.matches() ? Integer.parseInt(port.group(1)) : 0;
    }

    private static boolean isTooLong(String url) {
        return url.codePointCount(0, url.length()) > MAX_LENGTH;
    }

    /**
     * White space, control and format characters, unpaired surrogates and ASCII that RFC 3986 has no place for. Joiners
     * are left to the rules of hosts, which know them.
     */
    private static boolean isIllegalAnywhere(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> character != 0x200C && character != 0x200D;
            default -> "\"<>\\^`{|}".indexOf(character) >= 0;
        };
    }

    static int defaultPort(boolean https) {
        return https ? 443 : 80;
    }

    int defaultPort() {
        return defaultPort(https);
    }

    /** The URL to store: as sent, only a Unicode host replaced by its A-labels. */
    String canonical() {
        if (HostNames.isAscii(host)) {
            return url;
        }
        int start = url.indexOf("://") + 3;
        return url.substring(0, start) + UnicodeHosts.toAscii(host) + url.substring(start + host.length());
    }

    /** The origin form (RFC 9112 section 3.2.1): as sent, with the slash that an empty path stands for. */
    String requestTarget() {
        return pathAndQuery.startsWith("/") ? pathAndQuery : "/" + pathAndQuery;
    }

    /** Whether the canonical form keeps the limit too: A-labels are longer than what they stand for. */
    boolean fitsWhenCanonical() {
        return !isTooLong(canonical());
    }

    /** Whether {@link URI}, which other programs read stored URLs with, sees the same parts in the canonical form. */
    boolean isReadAlikeByJavaNetUri() {
        String canonical = canonical();
        String asciiHost = HostNames.isAscii(host) ? host : UnicodeHosts.toAscii(host);
        try {
            URI uri = new URI(canonical);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return asciiHost.equals(uri.getHost())
                    && (uri.getPort() == -1 || uri.getPort() == port)
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && Objects.equals(uri.getRawPath() + query, pathAndQuery);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
