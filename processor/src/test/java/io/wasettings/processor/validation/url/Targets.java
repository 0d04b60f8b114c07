package io.wasettings.processor.validation.url;

import io.wasettings.processor.validation.url.UrlVerdict.Accepted;
import java.util.List;

/** Targets for tests, from the policy itself: there is no other way to make one. */
public final class Targets {

    private Targets() {}

    /** The target of a URL on a trusted host that has these addresses; without any, 127.0.0.1. */
    public static Target trusted(String url, String... addresses) {
        String host = UrlPolicy.canonicalHost(url.replaceFirst("^https?://", "").replaceFirst("[:/?].*", ""));
        FakeResolver resolver =
                new FakeResolver().answering(host, addresses.length == 0 ? new String[] {"127.0.0.1"} : addresses);
        return accepted(new UrlPolicy(UrlSettings.DEFAULTS.withTrustedHosts(List.of(host)), resolver), url);
    }

    /** The target of a URL on a host that has these addresses. */
    public static Target of(String url, String... addresses) {
        FakeResolver resolver = new FakeResolver();
        return accepted(
                new UrlPolicy(
                        UrlSettings.DEFAULTS,
                        host -> resolver.answering(host, addresses).resolve(host)),
                url);
    }

    /** The target of a URL that the policy must accept. */
    public static Target accepted(UrlPolicy policy, String url) {
        return ((Accepted) policy.check(url)).target();
    }
}
