package io.wasettings.processor.cli.url;

import io.wasettings.processor.cli.terminal.Printable;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.processor.validation.url.UrlVerdict;
import io.wasettings.processor.validation.url.UrlVerdict.Refused;
import java.net.InetAddress;
import java.util.Collection;
import java.util.stream.Collectors;

/** For people: the URL as it is, and the verdict with its reason. */
final class TextFormat implements VerdictFormat {

    @Override
    public String url(String line) {
        return line;
    }

    @Override
    public String line(String url, UrlVerdict verdict) {
        String shown = Printable.of(url);
        return verdict.fold(
                accepted -> "accept " + shown + described(accepted.target().addresses()),
                refused -> "refuse " + shown + " " + explained(refused),
                undecided -> "refuse " + shown + " " + UrlVerdict.Undecided.REASON + ": " + undecided.message());
    }

    private static String explained(Refused refused) {
        return refused.reason().wireName() + ": " + refused.message() + described(refused.addresses());
    }

    private static String described(Collection<InetAddress> addresses) {
        return addresses.isEmpty()
                ? ""
                : addresses.stream().map(UrlPolicy::describe).collect(Collectors.joining("; ", " (", ")"));
    }
}
