package io.wasettings.processor.validation.url;

import io.wasettings.processor.validation.url.AddressTable.Reach;
import io.wasettings.processor.validation.url.UrlVerdict.Accepted;
import io.wasettings.processor.validation.url.UrlVerdict.Refused;
import io.wasettings.processor.validation.url.UrlVerdict.Undecided;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which URLs of partners may be stored and dialled. For any text it returns within the look-up's time bound and
 * never throws. Thread-safe.
 *
 * <p>In this order: the text is read by RFC 3986 without repair; its scheme, port and host are judged; a name is looked
 * up once and all of its addresses are judged. One bad address refuses the name, and an accepted {@link Target} holds
 * the judged addresses, so that no second look-up can put another in their place.
 */
public final class UrlPolicy {

    private static final AddressTable ADDRESSES = new AddressTable();

    private final TrustedHosts trustedHosts;
    private final Set<Integer> ports;
    private final TrustedHosts ownHosts;
    private final HostResolver resolver;

    /** @throws IllegalArgumentException if a host in the settings is none */
    public UrlPolicy(UrlSettings settings, HostResolver resolver) {
        this(settings, resolver, UrlSettings.PREFIX + ".trusted-hosts");
    }

    /**
     * For trusted hosts that no property sets.
     *
     * @param trustedBy name of what sets them
     * @throws IllegalArgumentException if a host in the settings is none
     */
    public UrlPolicy(UrlSettings settings, HostResolver resolver, String trustedBy) {
        this.trustedHosts = TrustedHosts.of(trustedBy, settings.trustedHosts());
        this.ports = new TreeSet<>(settings.ports());
        this.ownHosts = TrustedHosts.of(UrlSettings.PREFIX + ".own-hosts", settings.ownHosts());
        this.resolver = resolver;
    }

    /** The trusted hosts in canonical form. */
    public Collection<String> trustedHosts() {
        return trustedHosts.entries();
    }

    /** Whether a URL with that host is looked up, if nothing else in the URL decides; addresses are not. */
    public boolean isLookedUp(String host) {
        return Host.parse(host)
                .fold(
                        name -> brokenNameRule(name, trustedHosts.containsAtAnyPort(name)) == null,
                        literal -> false,
                        invalid -> false);
    }

    /** The form in which a host is trusted and looked up; in lower case as written, if it is none that is accepted. */
    public static String canonicalHost(String written) {
        String canonical = Host.parse(written).text();
        return canonical.isEmpty() ? written.toLowerCase(Locale.ROOT) : canonical;
    }

    /** Whether a URL can have that text for its host, good or bad. */
    public static boolean isHost(String text) {
        return UrlParts.parse("https://" + text + "/")
                .fold(parts -> parts.host().equals(text), reason -> false);
    }

    /** What the address table says of an address, with the source, for operators. */
    public static String describe(InetAddress address) {
        return Addresses.text(address) + ": " + ADDRESSES.describe(address);
    }

    /** The verdict on a URL, exactly as it was sent. */
    public UrlVerdict check(String url) {
        return UrlParts.parse(url).fold(this::check, reason -> refused(reason, "", List.of()));
    }

    private UrlVerdict check(UrlParts parts) {
        Host host = Host.parse(parts.host());
        Candidate candidate = new Candidate(parts, host, trustedHosts.contains(host, parts.port()));
        return host.fold(
                name -> unlessBroken(
                        brokenNameRule(name, candidate.trusted()), candidate, () -> lookUp(candidate, name.ascii())),
                literal -> unlessBroken(null, candidate, () -> judge(literal.address(), candidate)),
                invalid -> refused(invalid.reason(), "", List.of()));
    }

    private record Candidate(UrlParts parts, Host host, boolean trusted) {}

    private UrlVerdict unlessBroken(
            @Nullable UrlRefusal brokenHostRule, Candidate candidate, Supplier<UrlVerdict> otherwise) {
        UrlRefusal broken = brokenHostRule == null ? brokenRule(candidate) : brokenHostRule;
        return broken == null
                ? otherwise.get()
                : refused(broken, candidate.host().text(), List.of());
    }

    private static @Nullable UrlRefusal brokenNameRule(Host.Name name, boolean trusted) {
        UrlRefusal refusalForAll = NameTable.refusalForAll(name.ascii());
        return refusalForAll != null || trusted ? refusalForAll : NameTable.refusalUnlessTrusted(name.ascii());
    }

    private @Nullable UrlRefusal brokenRule(Candidate candidate) {
        UrlParts parts = candidate.parts();
        if (!candidate.trusted() && !parts.https()) {
            return UrlRefusal.SCHEME_NOT_HTTPS;
        }
        if (!candidate.trusted() && !ports.contains(parts.port())) {
            return UrlRefusal.PORT_NOT_ALLOWED;
        }
        if (ownHosts.contains(candidate.host(), parts.port())) {
            return UrlRefusal.OWN_HOST;
        }
        if (!parts.fitsWhenCanonical()) {
            return UrlRefusal.TOO_LONG;
        }
        return parts.isReadAlikeByJavaNetUri() ? null : UrlRefusal.PARSERS_DISAGREE;
    }

    private UrlVerdict lookUp(Candidate candidate, String name) {
        return resolver.resolve(name)
                .fold(
                        addresses -> judge(
                                addresses, candidate, Reach.TRANSLATED, UrlRefusal.RESOLVES_TO_NON_PUBLIC_ADDRESS),
                        () -> refused(UrlRefusal.HOST_NOT_FOUND, name, List.of()),
                        () -> new Undecided(name));
    }

    private UrlVerdict judge(InetAddress literal, Candidate candidate) {
        return judge(List.of(literal), candidate, Reach.PUBLIC, UrlRefusal.ADDRESS_NOT_PUBLIC);
    }

    private UrlVerdict judge(
            List<InetAddress> addresses, Candidate candidate, Reach worstAllowed, UrlRefusal refusalOfWorse) {
        Reach worst = addresses.stream().map(ADDRESSES::reachOf).reduce(Reach.PUBLIC, Reach::orWorse);
        if (worst == Reach.METADATA) {
            return refused(UrlRefusal.CLOUD_METADATA, candidate.host().text(), addresses);
        }
        return candidate.trusted() || worst.compareTo(worstAllowed) <= 0
                ? new Accepted(new Target(candidate.parts(), candidate.host(), addresses, candidate.trusted()))
                : refused(refusalOfWorse, candidate.host().text(), addresses);
    }

    private Refused refused(UrlRefusal reason, String host, List<InetAddress> addresses) {
        String message =
                reason == UrlRefusal.PORT_NOT_ALLOWED ? reason.message() + ": " + allowedPorts() : reason.message();
        return new Refused(reason, message, host.isEmpty() ? null : host, addresses);
    }

    private String allowedPorts() {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
