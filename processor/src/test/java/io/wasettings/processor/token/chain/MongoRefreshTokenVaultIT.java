package io.wasettings.processor.token.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.token.TokenFixture;
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
