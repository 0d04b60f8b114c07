package io.wasettings.processor.validation.url;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the policy makes of a URL: {@link Accepted}, {@link Refused} for good, or {@link Undecided} for now. */
public sealed interface UrlVerdict permits UrlVerdict.Accepted, UrlVerdict.Refused, UrlVerdict.Undecided {

    /** The verdict mapped by the function of its case. */
    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Undecided, T> undecided);

    /** May be stored, and dialled at the target's addresses only. */
    record Accepted(Target target) implements UrlVerdict {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Undecided, T> undecided) {
            return accepted.apply(this);
        }
    }

    /**
     * Breaks the policy: permanent, the partner must send another URL.
     *
     * @param reason which rule it breaks
     * @param message the rule for the partner; names no address and quotes nothing
     * @param host the host as far as it could be read, or null
     * @param addresses what the host was found to be, for operators only: never tell the partner
     */
    record Refused(
            UrlRefusal reason, String message, @Nullable String host, List<InetAddress> addresses)
            implements UrlVerdict {

        public Refused {
            addresses = List.copyOf(addresses);
        }

        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Undecided, T> undecided) {
            return refused.apply(this);
        }
    }

    /**
     * The host could not be looked up: transient, try again later.
     *
     * @param host the host that no resolver answered for
     */
    record Undecided(String host) implements UrlVerdict {

        /** The reason for machines, beside those of {@link UrlRefusal}. */
        public static final String REASON = "dns_unavailable";

        /** The reason for the partner. */
        public String message() {
            return "names a host that could not be looked up";
        }

        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Undecided, T> undecided) {
            return undecided.apply(this);
        }
    }
}
