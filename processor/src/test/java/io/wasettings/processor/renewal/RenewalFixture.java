package io.wasettings.processor.renewal;

import static org.assertj.core.api.Assertions.fail;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.processor.TestKeys;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.InMemoryRenewalQueue;
import io.wasettings.processor.store.InMemorySettingsStore;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.store.SealedCredentials.SealedOAuth2;
import io.wasettings.processor.store.SealedCredentials.StoredToken;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.store.SettingsSeal;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.validation.url.FakeResolver;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.processor.validation.url.UrlSettings;
import io.wasettings.service.settings.OAuth2Client;
import io.wasettings.testkit.MutableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Renewals without a store or a token endpoint. */
final class RenewalFixture {

    static final Duration LIFETIME = Duration.ofHours(1);

    final MutableClock clock = new MutableClock();
    final InMemorySettingsStore store = new InMemorySettingsStore();
    final InMemoryRenewalQueue queue = new InMemoryRenewalQueue(store);
    final MeterRegistry meters = new SimpleMeterRegistry();
    final RenewalMetrics metrics = new RenewalMetrics(meters);
    final List<TokenRequest> requests = new CopyOnWriteArrayList<>();
    final FakeResolver dns = new FakeResolver()
            .answering("login.example.com", "93.184.216.35")
            .answering("slow.example.com", "93.184.216.36");
    volatile Function<TokenRequest, TokenResult> tokenEndpoint = request -> granted("new-token", "rt-2");

    private final SecretBox secretBox = TestKeys.secretBox("k1");
    private final UrlPolicy urlPolicy = new UrlPolicy(UrlSettings.DEFAULTS, dns);

    static RenewalProperties properties(boolean enabled) {
        return properties(enabled, 4);
    }

    static RenewalProperties properties(boolean enabled, int perHost) {
        return new RenewalProperties(
                enabled,
                0.8,
                0.1,
                Duration.ofSeconds(30),
                Duration.ofMillis(5),
                4,
                2,
                perHost,
                Duration.ofMinutes(3),
                Duration.ofSeconds(30),
                Duration.ofHours(6),
                20,
                Duration.ofMillis(50));
    }

    Renewer renewer() {
        RenewalPlan plan = new RenewalPlan(properties(true), new Random(1));
        return new Renewer(
                queue,
                urlPolicy,
                (request, onRefused) -> {
                    requests.add(request);
                    return tokenEndpoint.apply(request);
                },
                new SettingsSeal(secretBox),
                plan,
                clock);
    }

    /** One process' loop; stop it in the end. */
    RenewalLoop loop(RenewalProperties properties) {
        return loop(properties, queue);
    }

    /** The same over another queue. */
    RenewalLoop loop(RenewalProperties properties, RenewalQueue queue) {
        return new RenewalLoop(queue, renewer(), properties, metrics, clock);
    }

    /** The queue, whose method of that name finds no memory when it is called first. */
    RenewalQueue outOfMemoryOnce(String method) {
        AtomicBoolean hasMemory = new AtomicBoolean();
        return (RenewalQueue) Proxy.newProxyInstance(
                RenewalQueue.class.getClassLoader(),
                new Class<?>[] {RenewalQueue.class},
                (proxy, called, arguments) -> {
                    if (called.getName().equals(method) && !hasMemory.getAndSet(true)) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return called.invoke(queue, arguments);
                });
    }

    Granted granted(String accessToken, String refreshToken) {
        Instant now = clock.instant();
        return new Granted(
                new Token(
                        accessToken,
                        refreshToken,
                        new TokenFacts(now, now.plus(LIFETIME), "a", AuthMethod.CLIENT_SECRET_POST),
                        refreshToken == null ? null : "chain"),
                List.of());
    }

    /** Saves settings whose token was obtained now, and is due after 48 minutes. */
    SettingsKey save(String partner, String grantType, long version) {
        return save(new SettingsKey(partner, Channel.TRANSACTIONAL, null), grantType, version, "login.example.com");
    }

    /** As above, whose token is got at that host. */
    SettingsKey save(SettingsKey key, String grantType, long version, String tokenHost) {
        boolean refresh = grantType.equals("refresh_token");
        Instant now = clock.instant();
        store.save(new Settings(
                key,
                "https://hooks.example.com/",
                new SealedOAuth2(
                        new OAuth2Client(grantType, "https://" + tokenHost + "/token", "client", List.of("a"), 3600),
                        secretBox.sealAtRest(
                                Purpose.SETTINGS,
                                key.recordKey(),
                                new Secrets(
                                        refresh
                                                ? Map.of(Secrets.CLIENT_SECRET, "s3cr3t", Secrets.REFRESH_TOKEN, "rt-1")
                                                : Map.of(Secrets.CLIENT_SECRET, "s3cr3t"))),
                        new StoredToken(
                                secretBox.sealAtRest(
                                        Purpose.ACCESS_TOKEN,
                                        key.recordKey(),
                                        new Secrets(Map.of(Secrets.ACCESS_TOKEN, "old-token"))),
                                new TokenFacts(now, now.plus(LIFETIME), null, AuthMethod.CLIENT_SECRET_POST),
                                refresh ? "chain" : null),
                        now.plus(Duration.ofMinutes(48))),
                new Version(1000, version),
                "command-" + version));
        return key;
    }

    Settings stored(SettingsKey key) {
        return store.find(key).orElseThrow();
    }

    SealedOAuth2 storedOAuth2(SettingsKey key) {
        return stored(key).credentials().oauth2().orElseThrow();
    }

    Secrets open(Purpose purpose, SettingsKey key, String sealed) {
        return secretBox
                .openAtRest(purpose, key.recordKey(), sealed)
                .fold(Function.identity(), refusal -> fail(refusal.message()));
    }

    double renewals(String outcome) {
        return meters.counter("wa.settings.token.renewals", "outcome", outcome).count();
    }
}
