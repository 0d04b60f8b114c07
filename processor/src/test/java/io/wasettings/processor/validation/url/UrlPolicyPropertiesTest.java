package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wasettings.processor.validation.url.UrlVerdict.Accepted;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What holds for any text. The seed is in the message of a failure; {@code -Dseed=} repeats the run. */
class UrlPolicyPropertiesTest {

    private static final int RUNS = 20_000;
    /** Some thousand times what it takes, loading ICU aside: only a run-away matters. */
    private static final Duration QUICK = Duration.ofSeconds(6);

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final HostileUrls urls = new HostileUrls(seed);

    @Test
    void for_any_text_the_policy_ends_quickly_and_never_throws() {
        for (int i = 0; i < RUNS; i++) {
            String url = urls.next();
            UrlPolicy policy = policy(urls.addresses());
            long start = System.nanoTime();

            assertThatCode(() -> policy.check(url)).as(context(url)).doesNotThrowAnyException();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(context(url))
                    .isLessThan(QUICK);
        }
    }

    @Test
    void no_text_makes_the_policy_accept_an_address_that_is_not_public() {
        int accepted = 0;
        for (int i = 0; i < RUNS; i++) {
            String url = urls.next();
            if (policy(urls.addresses()).check(url) instanceof Accepted verdict) {
                accepted++;
                assertThat(verdict.target().addresses()).as(context(url)).allMatch(SpecialPurposeRegistry::isPublic);
            }
        }
        assertThat(accepted).as(context("")).isPositive();
    }

    @Test
    void what_is_accepted_is_read_alike_when_it_is_read_again() {
        for (int i = 0; i < RUNS; i++) {
            String url = urls.next();
            if (policy("93.184.216.34").check(url) instanceof Accepted verdict) {
                Target target = verdict.target();
                Target again = Targets.accepted(policy("93.184.216.34"), target.url());

                assertThat(again.url()).as(context(url)).isEqualTo(target.url());
                assertThat(again.authority()).as(context(url)).isEqualTo(target.authority());
                assertThat(again.requestTarget()).as(context(url)).isEqualTo(target.requestTarget());
                assertThat(URI.create(target.url()).getHost()).as(context(url)).isNotNull();
            }
        }
    }

    @Test
    void long_texts_end_quickly_too() {
        for (String repeated :
                List.of("a.", "%", "[", "@", "1", "ü", "xn--", ":", "/", "?", "#", "\\", "\uD800", "a@")) {
            for (String url : List.of(
                    repeated.repeat(500_000),
                    "https://" + repeated.repeat(500_000),
                    "https://" + repeated.repeat(2000 / repeated.length()),
                    "https://hooks.example.com/" + repeated.repeat(2000 / repeated.length()))) {
                long start = System.nanoTime();

                policy("93.184.216.34").check(url);

                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as(repeated)
                        .isLessThan(QUICK);
            }
        }
    }

    private static UrlPolicy policy(String... addresses) {
        return new UrlPolicy(
                UrlSettings.DEFAULTS,
                host -> new FakeResolver().answering(host, addresses).resolve(host));
    }

    private Supplier<String> context(String url) {
        return () -> "seed " + seed + ", URL " + url;
    }
}
