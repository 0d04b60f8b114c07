package io.wasettings.processor.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.TestKeys;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.http.TestClients;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.chain.CredentialHashes;
import io.wasettings.processor.token.chain.ExchangeLimits;
import io.wasettings.processor.token.chain.InMemoryRefreshTokenVault;
import io.wasettings.processor.token.chain.RefreshTokenExchange;
import io.wasettings.processor.token.chain.RefreshTokenVault;
import io.wasettings.processor.token.endpoint.TokenClient;
import io.wasettings.processor.token.grant.PartnerTokens;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Tokens over real sockets, with the default limits or with ones that are short enough to be waited for. */
public final class TokenFixture implements AutoCloseable {

    static final KnownAuthMethods NOTHING_KNOWN = new KnownAuthMethods(null, Set.of());

    public final SecretBox secretBox = TestKeys.secretBox("k-" + UUID.randomUUID());
    public final InMemoryRefreshTokenVault vault = new InMemoryRefreshTokenVault();
    public final MeterRegistry meters = new SimpleMeterRegistry();
    public final List<AuthMethod> refusedMethods = new ArrayList<>();
    private final Clock clock;
    private final GuardedHttpClient http;
    private final Tokens tokens;

    public TokenFixture() {
        this(Clock.systemUTC());
    }

    TokenFixture(Clock clock) {
        this(TestClients.patient(null, null), clock);
    }

    private TokenFixture(GuardedHttpClient http, Clock clock) {
        this.http = http;
        this.clock = clock;
        this.tokens = tokens(vault);
    }

    /** Which trusts that authority too. */
    static TokenFixture patient(Path authority) {
        return new TokenFixture(TestClients.patient(null, authority), Clock.systemUTC());
    }

    /** Which does not wait for long. */
    static TokenFixture hasty() {
        return new TokenFixture(TestClients.hasty(), Clock.systemUTC());
    }

    /** Tokens of another process with that vault. */
    public Tokens tokens(RefreshTokenVault sharedVault) {
        return tokens(sharedVault, Duration.ofSeconds(5));
    }

    /** As above, with that much patience while another process has the refresh token. */
    public Tokens tokens(RefreshTokenVault sharedVault, Duration waitForOthers) {
        return tokens(sharedVault, waitForOthers, http);
    }

    /** As above, over that client of HTTP. */
    Tokens tokens(RefreshTokenVault sharedVault, Duration waitForOthers, GuardedHttpClient overHttp) {
        return tokens(sharedVault, limits(waitForOthers, overHttp), overHttp);
    }

    /** Tokens of another process with that vault, within these limits. */
    public Tokens tokens(RefreshTokenVault sharedVault, ExchangeLimits limits) {
        return tokens(sharedVault, limits, http);
    }

    private Tokens tokens(RefreshTokenVault sharedVault, ExchangeLimits limits, GuardedHttpClient overHttp) {
        return new PartnerTokens(new TokenClient(overHttp, meters, clock), exchange(sharedVault, limits, overHttp));
    }

    /** The exchanges of another process with that vault. */
    public RefreshTokenExchange exchange(RefreshTokenVault sharedVault) {
        return exchange(sharedVault, limits(Duration.ofSeconds(5), http), http);
    }

    private RefreshTokenExchange exchange(
            RefreshTokenVault sharedVault, ExchangeLimits limits, GuardedHttpClient overHttp) {
        TokenClient client = new TokenClient(overHttp, meters, clock);
        return new RefreshTokenExchange(client, sharedVault, new CredentialHashes(secretBox), meters, limits, clock);
    }

    private static ExchangeLimits limits(Duration waitForOthers, GuardedHttpClient overHttp) {
        return new ExchangeLimits(Duration.ofSeconds(30), overHttp.longestCall(), waitForOthers, Duration.ofSeconds(2));
    }

    /** What asks token endpoints, with no memory. */
    TokenClient client() {
        return new TokenClient(http, meters, clock);
    }

    public TokenResult fetch(TokenRequest request) {
        return tokens.fetch(request, refusedMethods::add);
    }

    /** A client_credentials request to a server on 127.0.0.1 without TLS. */
    public static TokenRequest clientCredentials(int port) {
        return request("command-1", Targets.trusted("http://127.0.0.1:" + port + "/token?tenant=a%20b"), null);
    }

    /** As above, for whatever the server grants unasked. */
    static TokenRequest withoutScopes(int port) {
        TokenRequest request = clientCredentials(port);
        return of(request, request.client().secret(), List.of());
    }

    /** A refresh_token request to a server on 127.0.0.1 without TLS. */
    public static TokenRequest refreshToken(int port, String requester, String refreshToken) {
        return request(requester, Targets.trusted("http://127.0.0.1:" + port + "/token"), refreshToken);
    }

    static TokenRequest request(String requester, Target endpoint, String refreshToken) {
        PartnerClient client = new PartnerClient(
                "acme",
                endpoint,
                "acme-sms",
                "S3cr3t-value",
                List.of("sms.send", "sms.read"),
                Duration.ofSeconds(1234));
        return new TokenRequest(requester, client, grant(refreshToken), NOTHING_KNOWN);
    }

    /** The same request with another secret. */
    static TokenRequest withSecret(TokenRequest request, String secret) {
        return of(request, secret, request.client().scopes());
    }

    private static TokenRequest of(TokenRequest request, String secret, List<String> scopes) {
        PartnerClient client = request.client();
        return new TokenRequest(
                request.requester(),
                new PartnerClient(
                        client.partner(), client.endpoint(), client.id(), secret, scopes, client.declaredLifetime()),
                request.grant(),
                request.authMethods());
    }

    /** By that refresh token, or by the client's own credentials where there is none. */
    static TokenGrant grant(String refreshToken) {
        return refreshToken == null
                ? new TokenGrant.ClientCredentials()
                : new TokenGrant.RefreshToken(refreshToken, null);
    }

    /** The name under which the vault keeps what became of that refresh token. */
    public String chainId(TokenRequest request, String refreshToken) {
        return new CredentialHashes(secretBox)
                .chainIds(request.client(), refreshToken)
                .get(0);
    }

    @Override
    public void close() {
        http.close();
    }

    /** The token of a request that was granted. */
    public static Token granted(TokenResult result) {
        assertThat(result).isInstanceOf(Granted.class);
        return ((Granted) result).token();
    }

    /** What is made of a server's answers: granted, refused or unavailable. */
    String verdict(Step... answers) {
        return fetch(answers).fold(granted -> "granted", refused -> "refused", unavailable -> "unavailable");
    }

    /** The same with all that is told of it. */
    TokenResult fetch(Step... answers) {
        try (ScriptedServer server = ScriptedServer.start(answers)) {
            return fetch(clientCredentials(server.port()));
        }
    }
}
