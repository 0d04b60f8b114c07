package io.wasettings.processor.token.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.token.TokenFixture;
import io.wasettings.processor.token.TokenGrant;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.testkit.RotatingServer;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoRefreshTokenVaultIT extends RefreshTokenVaultContract {

    private static final MongoDatabase DATABASE = TestStore.client().getDatabase(TestStore.newDatabase());

    private final TokenFixture fixture = new TokenFixture();
    private final RefreshTokenVault vault =
            new MongoRefreshTokenVault(DATABASE, fixture.secretBox, Clock.systemUTC(), Duration.ofDays(30));

    @Override
    RefreshTokenVault vault() {
        return vault;
    }

    @Test
    void nothing_secret_is_stored_in_the_clear() {
        what_is_kept_is_found_under_its_id_and_no_longer_in_doubt();

        for (Document document : DATABASE.getCollection("refresh_tokens").find()) {
            assertThat(document.toJson()).doesNotContain("rt-2", "t0k3n");
        }
    }

    @Test
    void where_no_key_opens_the_chain_no_token_is_presented() {
        TokenFixture withOtherKeys = new TokenFixture();
        try (RotatingServer server = new RotatingServer()) {
            TokenRequest first = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");
            fixture.tokens(vault).fetch(first, refused -> {});
            TokenGrant ofThatChain = new TokenGrant.RefreshToken("rt-1", fixture.chainId(first, "rt-1"));
            TokenRequest renewal = new TokenRequest("renewal", first.client(), ofThatChain, first.authMethods());
            RefreshTokenVault unreadable = new MongoRefreshTokenVault(
                    DATABASE, withOtherKeys.secretBox, Clock.systemUTC(), Duration.ofDays(30));

            TokenResult result = withOtherKeys.tokens(unreadable).fetch(renewal, refused -> {});

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.asked()).isFalse());
            assertThat(server.presented()).containsExactly("rt-1");
        }
    }

    @Test
    void a_chain_is_forgotten_after_its_time() {
        RefreshTokenVault forgetful =
                new MongoRefreshTokenVault(DATABASE, fixture.secretBox, Clock.systemUTC(), Duration.ofSeconds(-1));
        forgetful.borrow("old", "a", Instant.now().plusSeconds(60));
        forgetful.giveBack("old", "a", true);

        assertThat(forgetful.find(List.of("old"))).isEmpty();
        assertThat(forgetful.borrow("old", "b", Instant.now().plusSeconds(60)))
                .contains(RefreshTokenChain.unknown("old"));
    }
}
