package io.wasettings.processor.validation.url;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax of ASCII host names (RFC 952, RFC 1123 section 2.1, RFC 5890 section 2.3.1). */
final class HostNames {

    /** Longest name in characters, without a root dot (RFC 1035 section 2.3.4 less length octets). */
    static final int MAX_LENGTH = 253;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
    private static final String ACE_PREFIX = "xn--";

    private HostNames() {}

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /**
     * Whether some parsers would take the name for an IPv4 address: its last label is a decimal, octal or hexadecimal
     * number (WHATWG URL, "ends in a number").
     */
    static boolean endsInNumber(String name) {
        return NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
    }

    /** What is wrong with a lower-case name without a root dot, or null. */
    static @Nullable UrlRefusal refusal(String name) {
        if (name.length() > MAX_LENGTH) {
            return UrlRefusal.HOST_INVALID;
        }
        for (String label : name.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return UrlRefusal.HOST_INVALID;
            }
            if (label.startsWith(ACE_PREFIX) && !UnicodeHosts.isValidALabel(label)) {
                return UrlRefusal.HOST_INVALID_IDN;
            }
        }
        return name.contains(ACE_PREFIX) && UnicodeHosts.breaksBidiRule(name) ? UrlRefusal.HOST_INVALID_IDN : null;
    }
}
