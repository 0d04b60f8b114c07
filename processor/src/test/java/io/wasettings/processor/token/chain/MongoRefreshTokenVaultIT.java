package io.wasettings.processor.token.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.TokenFixture;
import io.wasettings.processor.token.TokenGrant;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.testkit.RotatingServer;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoRefreshTokenVaultIT extends RefreshTokenVaultContract {

    private final MongoDatabase database = TestStore.client().getDatabase(TestStore.newDatabase());
    private final TokenFixture fixture = new TokenFixture();
    private final RefreshTokenVault vault = vaultOf(fixture);

    @Override
    RefreshTokenVault vault() {
        return vault;
    }

    @Test
    void nothing_secret_is_stored_in_the_clear() {
        what_is_kept_is_found_under_its_id_and_no_longer_in_doubt();

        assertThat(database.getCollection(MongoRefreshTokenVault.COLLECTION).find())
                .isNotEmpty()
                .allSatisfy(document -> assertThat(document.toJson()).doesNotContain("rt-2", "t0k3n"));
    }

    @Test
    void a_chain_that_an_earlier_version_kept_without_warnings_is_read() {
        what_is_kept_is_found_under_its_id_and_no_longer_in_doubt();
        MongoCollection<Document> chains = database.getCollection(MongoRefreshTokenVault.COLLECTION);
        chains.updateOne(Filters.empty(), Updates.unset("warnings"));

        Optional<RefreshTokenChain> read =
                vault.find(List.of(chains.find().first().getString("_id")));

        assertThat(read).map(chain -> chain.last().warnings()).contains(List.of());
    }

    @Test
    void where_no_key_opens_the_chain_no_token_is_presented() {
        TokenFixture withOtherKeys = new TokenFixture();
        try (RotatingServer server = new RotatingServer()) {
            TokenRequest first = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");
            fixture.tokens(vault).fetch(first, refused -> {});
            TokenGrant ofThatChain = new TokenGrant.RefreshToken("rt-1", fixture.chainId(first, "rt-1"));
            TokenRequest renewal = new TokenRequest("renewal", first.client(), ofThatChain, first.authMethods());

            TokenResult result = withOtherKeys.tokens(vaultOf(withOtherKeys)).fetch(renewal, refused -> {});

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.reason()).isEqualTo(Reason.OURS));
            assertThat(server.presented()).containsExactly("rt-1");
        }
    }

    @Test
    void where_a_key_is_missing_by_which_chains_are_found_no_token_begins_one_anew() {
        TokenFixture withOtherKeys = new TokenFixture();
        try (RotatingServer server = new RotatingServer()) {
            fixture.tokens(vault).fetch(TokenFixture.refreshToken(server.port(), "command-1", "rt-1"), refused -> {});
            TokenRequest corrected = TokenFixture.refreshToken(server.port(), "command-2", "rt-1");

            TokenResult result = withOtherKeys.tokens(vaultOf(withOtherKeys)).fetch(corrected, refused -> {});

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.reason()).isEqualTo(Reason.OURS));
            assertThat(server.presented()).containsExactly("rt-1");
            assertThat(server.revoked()).isFalse();
        }
    }

    @Test
    void chains_are_hidden_whose_ids_name_another_key() {
        vault.borrow(
                fixture.chainId(TokenFixture.refreshToken(1, "command-1", "rt-1"), "rt-1"),
                "a",
                clock.instant().plusSeconds(60));

        assertThat(vault.hidesChains()).isFalse();
        assertThat(vaultOf(new TokenFixture()).hidesChains()).isTrue();
    }

    @Test
    void chains_whose_ids_name_no_key_are_hidden_unless_they_open() {
        what_is_kept_is_found_under_its_id_and_no_longer_in_doubt();

        assertThat(vault.hidesChains()).isFalse();
        assertThat(vaultOf(new TokenFixture()).hidesChains()).isTrue();
    }

    @Test
    void a_chain_is_forgotten_after_its_time() {
        RefreshTokenVault forgetful = forgetful(database);
        forgetful.borrow("old", "a", clock.instant().plusSeconds(60));
        forgetful.giveBack("old", "a", true);

        assertThat(forgetful.find(List.of("old"))).isEmpty();
        assertThat(forgetful.borrow("old", "b", clock.instant().plusSeconds(60)))
                .contains(RefreshTokenChain.unknown("old"));
    }

    @Test
    void who_lost_the_loan_of_a_chain_that_was_to_be_forgotten_does_not_empty_it() {
        forgetful(database).borrow("old", "a", clock.instant().plusSeconds(60));
        forgetful(database).giveBack("old", "a", true);
        CommandListener whileLent = new CommandListener() {
            @Override
            public void commandSucceeded(CommandSucceededEvent event) {
                if (event.getCommandName().equals("findAndModify")) {
                    takeOverAndKeep("old", "rt-2");
                }
            }
        };
        try (MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(TestStore.uri()))
                .addCommandListener(whileLent)
                .build())) {
            RefreshTokenVault slow = forgetful(client.getDatabase(database.getName()));

            assertThat(slow.borrow("old", "slow", clock.instant().plusSeconds(60)))
                    .isEmpty();
        }

        assertThat(vault.find(List.of("old"))).map(RefreshTokenChain::newest).contains("rt-2");
    }

    @Test
    void a_chain_is_remembered_for_as_long_as_its_token_may_be_renewed() {
        Instant now = clock.instant();
        RefreshTokenVault patient = new MongoRefreshTokenVault(database, fixture.secretBox, clock, Duration.ofDays(30));
        patient.borrow("long", "a", now.plusSeconds(60));
        TokenFacts longLived = new TokenFacts(now, now.plus(Duration.ofDays(60)), null, AuthMethod.CLIENT_SECRET_POST);
        patient.keep(chain("long", "rt-2", longLived), "a");

        TokenFacts shortLived =
                new TokenFacts(now.plusSeconds(1), now.plus(Duration.ofHours(1)), null, AuthMethod.CLIENT_SECRET_POST);
        patient.keep(chain("long", "rt-3", shortLived), "a");
        clock.advance(Duration.ofDays(48));

        assertThat(patient.find(List.of("long"))).map(RefreshTokenChain::newest).contains("rt-3");
        assertThat(patient.borrow("long", "b", clock.instant().plusSeconds(60)))
                .map(RefreshTokenChain::newest)
                .contains("rt-3");
    }

    /** Another process, after the loan ran out. */
    private void takeOverAndKeep(String id, String newest) {
        clock.advance(Duration.ofHours(1));
        vault.borrow(id, "b", clock.instant().plusSeconds(60));
        clock.advance(Duration.ofSeconds(4));
        vault.borrow(id, "b", clock.instant().plusSeconds(60));
        Instant now = clock.instant();
        vault.keep(
                chain(id, newest, new TokenFacts(now, now.plusSeconds(60), null, AuthMethod.CLIENT_SECRET_POST)), "b");
    }

    private RefreshTokenVault forgetful(MongoDatabase in) {
        return new MongoRefreshTokenVault(in, fixture.secretBox, clock, Duration.ofSeconds(-1));
    }

    private RefreshTokenVault vaultOf(TokenFixture process) {
        return new MongoRefreshTokenVault(database, process.secretBox, clock, Duration.ofDays(30));
    }
}
