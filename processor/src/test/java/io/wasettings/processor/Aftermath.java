package io.wasettings.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.SentCommand.Kind;
import io.wasettings.testkit.RotatingTokens.Reuse;
import io.wasettings.testkit.guarantee.Guarantee;
import io.wasettings.testkit.guarantee.NewestInForce;
import io.wasettings.testkit.guarantee.NoSecretInTheClear;
import io.wasettings.testkit.guarantee.NoSpentRefreshToken;
import io.wasettings.testkit.guarantee.NothingLost;
import io.wasettings.testkit.guarantee.OneOutcome;
import io.wasettings.testkit.guarantee.Recorded;
import io.wasettings.testkit.guarantee.Recorded.RefreshTokens;
import io.wasettings.testkit.guarantee.StatusesAgree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold after a fault, whatever it was. */
final class Aftermath {

    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final CommandClient client;
    private final TestPartner partner;
    private final List<Instant> disturbances;
    private final List<SentCommand> commands;

    /** @param disturbances when something was killed or cut: an exchange with a partner may have been lost then */
    Aftermath(CommandClient client, TestPartner partner, List<Instant> disturbances, List<SentCommand> commands) {
        this.client = client;
        this.partner = partner;
        this.disturbances = disturbances;
        this.commands = commands;
    }

    /** Waits until all is quiet, then checks everything. */
    void verify() throws ExecutionException, InterruptedException {
        awaitThat(new NothingLost());
        awaitThat(new StatusesAgree());
        Guarantee.verifyAll(recorded(), new OneOutcome(), new NewestInForce(), new NoSpentRefreshToken());
        verifySecrets();
        commands.stream()
                .filter(command -> command.kind() == Kind.REFRESH_TOKEN)
                .filter(command -> client.terminal(command.id()).state() == State.REJECTED)
                .forEach(this::verifyRejectedRefreshToken);
    }

    private void awaitThat(Guarantee guarantee) {
        await(guarantee.getClass().getSimpleName())
                .atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> guarantee.verify(recorded()));
    }

    private Recorded recorded() throws ExecutionException, InterruptedException {
        return client.recorded(commands.stream().map(SentCommand::sent).toList())
                .with(new RefreshTokens(partner.reuses(), disturbances));
    }

    private void verifySecrets() {
        NoSecretInTheClear guarantee = new NoSecretInTheClear(Stream.concat(
                        CommandMix.SECRETS.stream(), commands.stream().map(command -> CommandMix.family(command.key())))
                .collect(Collectors.toSet()));
        for (String name : List.of("commands", "settings", "refresh_tokens")) {
            List<String> documents = new ArrayList<>();
            client.collection(name).find().forEach(document -> documents.add(document.toJson()));
            guarantee.verify(name, documents);
        }
        guarantee.verify(
                "statuses", client.statuses().stream().map(Status::toString).toList());
    }

    private void verifyRejectedRefreshToken(SentCommand command) {
        assertThat(client.terminal(command.id()).errors())
                .extracting(FieldMessage::field)
                .containsExactly("/oauth2/refresh_token");
        assertThat(partner.reuses())
                .extracting(Reuse::family)
                .as("the token endpoint refuses only families that it revoked")
                .contains(CommandMix.family(command.key()));
    }

    /** For the log: how many commands came to which state. */
    String summary() {
        return commands.stream()
                        .map(SentCommand::id)
                        .distinct()
                        .collect(Collectors.groupingBy(id -> client.terminal(id).state(), Collectors.counting()))
                + ", spent refresh tokens presented: "
                + partner.reuses().size();
    }
}
