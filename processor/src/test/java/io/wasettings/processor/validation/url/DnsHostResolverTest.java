package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.validation.url.HostResolver.Found;
import io.wasettings.processor.validation.url.HostResolver.NoSuchHost;
import io.wasettings.processor.validation.url.HostResolver.Resolution;
import io.wasettings.processor.validation.url.HostResolver.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

class DnsHostResolverTest extends HostResolverContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(9);
    private static final int TTL = 300;

    @AutoClose
    private final TestDns dns = new TestDns();

    @TempDir
    private Path folder;

    private DnsHostResolver resolver;

    @BeforeEach
    void fill_the_zone() throws IOException {
        dns.with(DUAL, TTL, "2001:db8::1", "192.0.2.1", "192.0.2.2")
                .with(ONLY_IPV6, TTL, "2001:db8::6")
                .with(MAPPED, TTL, "::ffff:192.0.2.3")
                .failing(FAILING, Rcode.SERVFAIL);
        resolver = resolver(Duration.ofSeconds(30), "");
    }

    @Override
    HostResolver resolver() {
        return resolver;
    }

    @Test
    void a_name_without_an_address_does_not_exist() {
        dns.with("empty.example.com", TTL);
        dns.failing("empty.example.com", Rcode.NOERROR);

        assertThat(resolver.resolve("empty.example.com")).isEqualTo(new NoSuchHost());
    }

    @Test
    void an_alias_is_followed_to_its_addresses() {
        dns.withAlias("alias.example.com", "next.example.com").withAlias("next.example.com", ONLY_IPV6);

        assertThat(resolver.resolve("alias.example.com")).isInstanceOf(Found.class);
    }

    @Test
    void an_alias_to_nowhere_does_not_exist() {
        dns.withAlias("dangling.example.com", "absent.example.com");

        assertThat(resolver.resolve("dangling.example.com")).isEqualTo(new NoSuchHost());
    }

    @Test
    void aliases_that_run_in_a_circle_are_no_answer() {
        dns.withAlias("a.example.com", "b.example.com").withAlias("b.example.com", "a.example.com");

        assertThat(resolver.resolve("a.example.com")).isEqualTo(new Unavailable());
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP, TestDns.SILENCE})
    void a_server_that_does_not_answer_the_question_is_unavailable_within_the_bound(int rcode) throws IOException {
        dns.failing("broken.example.com", rcode);
        Duration bound = Duration.ofMillis(900);
        DnsHostResolver hasty = resolver(bound, Duration.ZERO, "", dns);
        long start = System.nanoTime();

        assertThat(hasty.resolve("broken.example.com")).isEqualTo(new Unavailable());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(bound.plusSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP, Rcode.FORMERR})
    void where_the_first_server_is_ill_the_second_one_answers(int rcode) throws IOException {
        try (TestDns ill = new TestDns().failing(DUAL, rcode)) {
            Resolution resolution =
                    resolver(TIMEOUT, Duration.ZERO, "", ill, dns).resolve(DUAL);

            assertThat(resolution).isInstanceOf(Found.class);
        }
    }

    @Test
    void where_the_first_server_is_silent_the_second_one_answers() throws IOException {
        Duration patience = Duration.ofSeconds(6);
        try (TestDns silent = new TestDns().failing(DUAL, TestDns.SILENCE)) {
            Resolution resolution =
                    resolver(patience, Duration.ZERO, "", silent, dns).resolve(DUAL);

            assertThat(resolution).isInstanceOf(Found.class);
        }
    }

    @Test
    void a_server_that_does_not_answer_the_question_is_asked_three_times() {
        resolver.resolve(FAILING);

        assertThat(dns.queries())
                .containsExactlyInAnyOrderElementsOf(Stream.generate(() -> List.of(FAILING + " A", FAILING + " AAAA"))
                        .limit(3)
                        .flatMap(List::stream)
                        .toList());
    }

    /** Three tries at each of three servers would go on meanwhile; the library notices time-outs once a second. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void when_the_time_is_up_no_server_is_asked_any_more() throws IOException {
        Duration patience = Duration.ofMillis(300);
        dns.failing(DUAL, TestDns.SILENCE);
        resolver(patience, Duration.ZERO, "", dns, dns, dns).resolve(DUAL);

        Awaitility.await()
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(9))
                .until(() -> dns.queries().size() <= 2 * 4);
    }

    @Test
    void where_one_server_says_that_there_is_no_such_name_no_other_is_asked() throws IOException {
        try (TestDns first = new TestDns()) {
            Resolution resolution =
                    resolver(TIMEOUT, Duration.ZERO, "", first, dns).resolve(DUAL);

            assertThat(resolution).isEqualTo(new NoSuchHost());
            assertThat(dns.queries()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {TestDns.NO_EDNS, TestDns.NO_EDNS_CURTLY})
    void a_server_that_knows_no_edns_is_asked_again_without(int how) {
        dns.failing(ONLY_IPV6, how);

        assertThat(resolver.resolve(ONLY_IPV6)).isInstanceOf(Found.class);
    }

    @Test
    void names_are_absolute_and_asked_for_by_both_types() {
        resolver.resolve("single");

        assertThat(dns.queries()).containsExactlyInAnyOrder("single A", "single AAAA");
    }

    @Test
    void a_found_answer_is_used_again() {
        resolver.resolve(DUAL);
        int queries = dns.queries().size();

        resolver.resolve(DUAL);

        assertThat(dns.queries()).hasSize(queries);
    }

    @Test
    void an_answer_is_not_used_beyond_the_cap_whatever_its_ttl() throws IOException {
        DnsHostResolver forgetful = resolver(Duration.ofSeconds(1), "");
        forgetful.resolve(DUAL);
        int queries = dns.queries().size();

        Awaitility.await().until(() -> {
            forgetful.resolve(DUAL);
            return dns.queries().size() > queries;
        });
    }

    @Test
    void without_a_cache_and_for_a_ttl_of_zero_each_look_up_asks_again() throws IOException {
        DnsHostResolver cacheless = resolver(Duration.ZERO, "");
        dns.with("volatile.example.com", 0, "192.0.2.9", "2001:db8::9");

        cacheless.resolve(DUAL);
        cacheless.resolve(DUAL);
        resolver.resolve("volatile.example.com");
        resolver.resolve("volatile.example.com");

        assertThat(dns.queries()).hasSize(8);
    }

    @Test
    void an_answer_of_64_records_is_one() {
        addressesOf("many.example.com", 64);

        assertThat(resolver.resolve("many.example.com")).isInstanceOf(Found.class);
    }

    @Test
    void an_answer_of_more_records_is_none_and_nobody_is_asked_for_it_again() {
        addressesOf("many.example.com", 65);

        assertThat(resolver.resolve("many.example.com")).isEqualTo(new Unavailable());
        assertThat(dns.queries()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void signatures_and_records_of_another_class_beside_the_addresses_are_passed_over(int cap) throws IOException {
        dns.with("signed.example.com", TTL, "192.0.2.7")
                .withSignatures("signed.example.com")
                .withChaos("signed.example.com", "192.0.2.8")
                .withAlias("alias.example.com", "signed.example.com");
        DnsHostResolver either = resolver(Duration.ofSeconds(cap), "");

        for (String host : List.of("signed.example.com", "signed.example.com", "alias.example.com")) {
            assertThat(found(either, host)).containsExactly("192.0.2.7");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void an_answer_in_another_class_alone_is_none(int cap) throws IOException {
        dns.withChaos("chaos.example.com", "192.0.2.8");
        DnsHostResolver either = resolver(Duration.ofSeconds(cap), "");

        assertThat(either.resolve("chaos.example.com")).isEqualTo(new Unavailable());
        assertThat(either.resolve("chaos.example.com")).isEqualTo(new Unavailable());
    }

    @Test
    void of_very_many_names_the_oldest_are_forgotten() {
        IntStream.range(0, 501).forEach(i -> dns.with("n%d.example.com".formatted(i), TTL, "192.0.2.1", "2001:db8::1"));
        IntStream.range(0, 501).forEach(i -> resolver.resolve("n%d.example.com".formatted(i)));
        int queries = dns.queries().size();

        resolver.resolve("n500.example.com");
        assertThat(dns.queries()).hasSize(queries);
        resolver.resolve("n0.example.com");
        assertThat(dns.queries()).hasSize(queries + 2);
    }

    @Test
    void no_failure_is_remembered() {
        resolver.resolve("late.example.com");
        resolver.resolve(FAILING);
        dns.with("late.example.com", TTL, "192.0.2.4", "2001:db8::4").with(FAILING, TTL, "192.0.2.5");
        dns.failing(FAILING, Rcode.NOERROR);

        assertThat(resolver.resolve("late.example.com")).isInstanceOf(Found.class);
        assertThat(resolver.resolve(FAILING)).isInstanceOf(Found.class);
    }

    @Test
    void the_hosts_file_decides_alone_where_it_lists_the_host() throws IOException {
        DnsHostResolver local = resolver(Duration.ofSeconds(30), "10.0.0.9 " + DUAL + "\n");

        assertThat(found(local, DUAL)).containsExactly("10.0.0.9");
        assertThat(dns.queries()).isEmpty();
    }

    @Test
    void the_families_of_the_hosts_file_take_turns_too() throws IOException {
        DnsHostResolver local = resolver(
                Duration.ofSeconds(30), "fd00::9 Dual.example.com\n10.0.0.8 Dual.example.com\n10.0.0.9 " + DUAL);

        assertThat(found(local, DUAL)).containsExactly("10.0.0.8", "fd00::9", "10.0.0.9");
    }

    @Test
    void localhost_never_reaches_the_dns() {
        assertThat(((Found) resolver.resolve("localhost")).addresses())
                .allMatch(address -> address.isLoopbackAddress());
        assertThat(((Found) resolver.resolve("a.localhost")).addresses())
                .allMatch(address -> address.isLoopbackAddress());
        assertThat(dns.queries()).isEmpty();
    }

    private void addressesOf(String host, int count) {
        IntStream.range(0, count).forEach(i -> dns.with(host, TTL, "192.0.2." + i));
    }

    private DnsHostResolver resolver(Duration cacheCap, String hostsFile) throws IOException {
        return resolver(TIMEOUT, cacheCap, hostsFile, dns);
    }

    private DnsHostResolver resolver(Duration timeout, Duration cacheCap, String hostsFile, TestDns... servers)
            throws IOException {
        UrlSettings defaults = UrlSettings.DEFAULTS;
        Path hosts = Files.writeString(Files.createTempFile(folder, "hosts", ""), hostsFile);
        return new DnsHostResolver(
                new UrlSettings(defaults.trustedHosts(), defaults.ports(), defaults.ownHosts(), timeout, cacheCap),
                Stream.of(servers).map(TestDns::address).toList(),
                new HostsFile(hosts));
    }
}
