package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.validation.url.HostResolver.Found;
import io.wasettings.processor.validation.url.HostResolver.NoSuchHost;
import io.wasettings.processor.validation.url.HostResolver.Resolution;
import io.wasettings.processor.validation.url.HostResolver.Unavailable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every resolver keeps to. */
abstract class HostResolverContract {

    static final String DUAL = "dual.example.com";
    static final String ONLY_IPV6 = "six.example.com";
    static final String MAPPED = "mapped.example.com";
    static final String FAILING = "failing.example.com";

    /**
     * A resolver for which {@link #DUAL} has 192.0.2.1, 192.0.2.2 and 2001:db8::1, {@link #ONLY_IPV6} has 2001:db8::6,
     * {@link #MAPPED} has ::ffff:192.0.2.3, {@link #FAILING} cannot be looked up, and nothing else exists.
     */
    abstract HostResolver resolver();

    @Test
    void all_addresses_are_found_and_the_families_take_turns() {
        assertThat(found(DUAL)).containsExactly("192.0.2.1", "2001:db8::1", "192.0.2.2");
    }

    @Test
    void one_family_is_enough() {
        assertThat(found(ONLY_IPV6)).containsExactly("2001:db8::6");
    }

    @Test
    void a_mapped_address_stays_what_it_is() {
        assertThat(found(MAPPED)).containsExactly("::ffff:c000:203");
    }

    @Test
    void a_name_that_is_not_there_does_not_exist() {
        assertThat(resolver().resolve("absent.example.com")).isEqualTo(new NoSuchHost());
    }

    @Test
    void a_failure_is_no_answer() {
        assertThat(resolver().resolve(FAILING)).isEqualTo(new Unavailable());
    }

    private List<String> found(String host) {
        return found(resolver(), host);
    }

    static List<String> found(HostResolver resolver, String host) {
        Resolution resolution = resolver.resolve(host);
        assertThat(resolution).isInstanceOf(Found.class);
        return ((Found) resolution).addresses().stream().map(Addresses::text).toList();
    }
}
