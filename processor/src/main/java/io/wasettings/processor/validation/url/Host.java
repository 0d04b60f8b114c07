package io.wasettings.processor.validation.url;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The host of a URL, read strictly: a {@link Name}, a {@link Literal} or {@link Invalid}. */
sealed interface Host permits Host.Name, Host.Literal, Host.Invalid {

    /** The host mapped by the function of its case. */
    <T> T fold(Function<Name, T> name, Function<Literal, T> literal, Function<Invalid, T> invalid);

    /** The canonical form outside of URLs; empty if there is none. */
    default String text() {
        return fold(Name::ascii, literal -> Addresses.text(literal.address()), invalid -> "");
    }

    /** The canonical form within a URL: {@link #text}, in brackets if it is an IPv6 address. */
    default String uriText() {
        String text = text();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    /**
     * A DNS name.
     *
     * @param ascii lower-case A-labels without a root dot
     */
    record Name(String ascii) implements Host {
        @Override
        public <T> T fold(Function<Name, T> name, Function<Literal, T> literal, Function<Invalid, T> invalid) {
            return name.apply(this);
        }
    }

    /** An IPv4 address in dotted decimal, or an IPv6 address that stood in brackets. */
    record Literal(InetAddress address) implements Host {
        @Override
        public <T> T fold(Function<Name, T> name, Function<Literal, T> literal, Function<Invalid, T> invalid) {
            return literal.apply(this);
        }
    }

    /** No host that is ever accepted. */
    record Invalid(UrlRefusal reason) implements Host {
        @Override
        public <T> T fold(Function<Name, T> name, Function<Literal, T> literal, Function<Invalid, T> invalid) {
            return invalid.apply(this);
        }
    }

    /** Reads the host part of an authority; never throws. */
    static Host parse(String written) {
        if (written.startsWith("[")) {
            return literalOr(Addresses.parseBracketed(written), UrlRefusal.ADDRESS_MALFORMED);
        }
        if (written.contains("%")) {
            return new Invalid(UrlRefusal.HOST_PERCENT_ENCODED);
        }
        if (HostNames.isAscii(written)) {
            return parseAscii(written);
        }
        UrlRefusal refusal = UnicodeHosts.refusal(written);
        return refusal == null ? parseAscii(UnicodeHosts.toAscii(written)) : new Invalid(refusal);
    }

    private static Host parseAscii(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        String rootless = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (HostNames.endsInNumber(rootless)) {
            return literalOr(Addresses.parseDottedQuad(name), UrlRefusal.ADDRESS_AMBIGUOUS);
        }
        UrlRefusal refusal = HostNames.refusal(rootless);
        return refusal == null ? new Name(rootless) : new Invalid(refusal);
    }

    private static Host literalOr(Optional<InetAddress> address, UrlRefusal otherwise) {
        return address.<Host>map(Literal::new).orElseGet(() -> new Invalid(otherwise));
    }
}
