package io.wasettings.processor.validation.url;

import java.util.Locale;

/**
 * Why a URL is refused: a closed set. {@link #wireName} is for machines and never changes its meaning; {@link #message}
 * is for the partner: it completes "webhook_url …", says what to send instead and quotes nothing.
 */
public enum UrlRefusal {
    EMPTY("must be an absolute URL such as https://hooks.example.com/path"),
    TOO_LONG("must have at most " + UrlParts.MAX_LENGTH + " characters"),
    ILLEGAL_CHARACTER("must consist of the characters of RFC 3986, without white space, control characters,"
            + " backslashes or brackets; percent-encode what is outside the host"),
    NOT_ABSOLUTE("must be an absolute URL such as https://hooks.example.com/path"),
    SCHEME_NOT_HTTPS("must start with https://"),
    USER_INFO("must have no user name or password before the host"),
    FRAGMENT("must have no fragment; remove the # and what follows it"),
    HOST_MISSING("must name a host after https://"),
    HOST_INVALID("must have a host of labels of 1 to 63 letters, digits and inner hyphens, 253 characters in all"),
    HOST_PERCENT_ENCODED("must not percent-encode the host"),
    HOST_LOOK_ALIKE("must not write the host with look-alikes of other characters; send its ASCII form"
            + " (plain letters and digits, or xn--)"),
    HOST_MIXED_SCRIPTS("must not mix scripts within a label of the host; send its ASCII form (xn--)"),
    HOST_INVALID_IDN("must have a host that is valid by UTS #46 and IDNA 2008; send its ASCII form (xn--)"),
    ADDRESS_AMBIGUOUS("must write an IPv4 address as four decimal numbers without leading zeros"),
    ADDRESS_MALFORMED("must write an IPv6 address as in RFC 3986, in brackets and without a zone"),
    PORT_INVALID("must have a port of 1 to " + UrlSettings.MAX_PORT + ", or none"),
    PORT_NOT_ALLOWED("must use one of the allowed ports"),
    PARSERS_DISAGREE("must be written so that all URL parsers read it alike"),
    HOST_NOT_QUALIFIED("must name a fully qualified host with at least one dot"),
    HOST_RESERVED("must name a host of the public DNS, not a reserved or internal name"),
    CLOUD_METADATA("must not point to a cloud metadata service"),
    OWN_HOST("must not point back to this service"),
    ADDRESS_NOT_PUBLIC("must not use an address that is not publicly reachable"),
    HOST_NOT_FOUND("must name a host that exists in the public DNS with an IPv4 or IPv6 address"),
    RESOLVES_TO_NON_PUBLIC_ADDRESS("must name a host all of whose addresses are publicly reachable");

    private final String message;

    UrlRefusal(String message) {
        this.message = message;
    }

    /** The reason for machines: {@code snake_case}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason for the partner. */
    public String message() {
        return message;
    }
}
