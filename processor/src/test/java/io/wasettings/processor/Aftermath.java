package io.wasettings.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.Status;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.Status.State;
import io.wasettings.testkit.RotatingTokens.Reuse;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;

/** What must hold after a fault, whatever it was. */
final class Aftermath {

    private static final Duration PATIENCE = Duration.ofSeconds(100);
    /** How long an answer of a token endpoint may take to be kept; what is killed before that may be lost. */
    private static final Duration UNSAFE_AFTER_EXCHANGE = Duration.ofSeconds(2);

    private final TestSetup setup;
    private final CommandClient client;
    private final TestPartner partner;
    private final List<Instant> disturbances;
    private final List<Submission> submissions;

    /** @param disturbances when something was killed or cut: an exchange with a partner may have been lost then */
    Aftermath(
            TestSetup setup,
            CommandClient client,
            TestPartner partner,
            List<Instant> disturbances,
            List<Submission> submissions) {
        this.setup = setup;
        this.client = client;
        this.partner = partner;
        this.disturbances = disturbances;
        this.submissions = submissions;
    }

    /** Waits until all is quiet, then checks everything. */
    void verify() {
        Set<String> ids = submissions.stream().map(Submission::id).collect(Collectors.toSet());
        await("terminal statuses")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(terminalStates().keySet()).containsAll(ids));
        await("committed offsets")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(uncommitted()).isEmpty());
        Map<String, Set<State>> states = terminalStates();
        assertThat(ids).allSatisfy(id -> assertThat(states.get(id)).as(id).hasSize(1));
        submissions.forEach(submission ->
                verifyOutcome(submission, states.get(submission.id()).iterator().next()));
        submissions.stream()
                .collect(Collectors.groupingBy(Submission::key))
                .forEach((key, commands) -> verifySettings(key, commands, states));
        verifyRefreshTokens();
        await("projection")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(projected(ids))
                        .isEqualTo(ids.stream()
                                .collect(Collectors.toMap(
                                        id -> id,
                                        id -> states.get(id).iterator().next().wireName()))));
    }

    /** Whether a spent refresh token may have been presented because the answer of its exchange was lost. */
    private boolean isExcused(Reuse reuse) {
        return disturbances.stream()
                .anyMatch(disturbance -> !disturbance.isBefore(reuse.spentAt().minusMillis(100))
                        && disturbance.isBefore(reuse.spentAt().plus(UNSAFE_AFTER_EXCHANGE)));
    }

    private void verifyRefreshTokens() {
        assertThat(partner.reuses())
                .allSatisfy(reuse -> assertThat(isExcused(reuse))
                        .as("%s was presented although its exchange was not interrupted", reuse)
                        .isTrue());
    }

    private void verifyOutcome(Submission submission, State state) {
        switch (submission.kind()) {
            case BEARER, CLIENT_CREDENTIALS ->
                assertThat(state).as(submission.toString()).isIn(State.APPLIED, State.SUPERSEDED);
            case BAD_URL -> assertThat(state).as(submission.toString()).isEqualTo(State.REJECTED);
            case GARBAGE -> assertThat(state).as(submission.toString()).isEqualTo(State.FAILED);
            case REFRESH_TOKEN -> {
                assertThat(state).as(submission.toString()).isIn(State.APPLIED, State.SUPERSEDED, State.REJECTED);
                if (state == State.REJECTED) {
                    verifyRejectedRefreshToken(submission);
                }
            }
        }
    }

    private void verifyRejectedRefreshToken(Submission submission) {
        assertThat(terminal(submission.id()).errors())
                .extracting(FieldMessage::field)
                .containsExactly("/oauth2/refresh_token");
        assertThat(partner.reuses())
                .extracting(Reuse::family)
                .as("the token endpoint refuses only families that it revoked")
                .contains(CommandMix.family(submission.key()));
    }

    /** In force is the newest command that could be carried out; a repeated one counts from its first appearance. */
    private void verifySettings(String key, List<Submission> commands, Map<String, Set<State>> states) {
        Map<String, Submission> first = new HashMap<>();
        commands.stream()
                .filter(Submission::isGood)
                .filter(command -> !states.get(command.id()).contains(State.REJECTED))
                .forEach(command ->
                        first.merge(command.id(), command, (a, b) -> a.version().isNewerThan(b.version()) ? b : a));
        Optional<Submission> newest =
                first.values().stream().reduce((a, b) -> b.version().isNewerThan(a.version()) ? b : a);
        Document settings = TestStore.client()
                .getDatabase(setup.database())
                .getCollection("settings")
                .find(new Document("_id", key))
                .first();
        assertThat(settings == null ? null : settings.getString("command_id"))
                .as("the settings in force of %s", key)
                .isEqualTo(newest.map(Submission::id).orElse(null));
        newest.ifPresent(command ->
                assertThat(states.get(command.id())).as(command.toString()).containsExactly(State.APPLIED));
        if (settings != null) {
            assertThat(settings.getString("webhook_url")).endsWith("?" + settings.getString("command_id"));
        }
    }

    private Status terminal(String id) {
        return client.terminal(id);
    }

    private Map<String, Set<State>> terminalStates() {
        return client.statuses().stream()
                .filter(Status::terminal)
                .collect(Collectors.groupingBy(
                        Status::commandId, Collectors.mapping(Status::state, Collectors.toSet())));
    }

    private Map<String, String> projected(Set<String> ids) {
        Map<String, String> projected = new HashMap<>();
        TestStore.client()
                .getDatabase(setup.database())
                .getCollection("commands")
                .find(new Document("command_id", new Document("$in", List.copyOf(ids))))
                .forEach(document -> projected.put(
                        document.getString("command_id"), document.getEmbedded(List.of("status", "state"), "none")));
        return projected;
    }

    /** Partitions of the commands topic and the retry topics whose last record is not committed yet. */
    private Map<TopicPartition, String> uncommitted() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", setup.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(setup.prefix())
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> wanted = admin.listTopics().names().get().stream()
                    .filter(name -> name.equals(setup.commands()) || name.startsWith(setup.retryPrefix()))
                    .flatMap(name -> IntStream.range(0, 4).mapToObj(partition -> new TopicPartition(name, partition)))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            Map<TopicPartition, String> open = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                    admin.listOffsets(wanted).all().get().entrySet()) {
                OffsetAndMetadata done = committed.get(end.getKey());
                long offset = done == null ? 0 : done.offset();
                if (offset < end.getValue().offset()) {
                    open.put(end.getKey(), offset + " of " + end.getValue().offset());
                }
            }
            return open;
        }
    }

    /** For the log: how many commands came to which state. */
    String summary() {
        Map<String, Set<State>> states = terminalStates();
        return submissions.stream()
                        .map(Submission::id)
                        .distinct()
                        .collect(Collectors.groupingBy(id -> states.get(id), Collectors.counting()))
                + ", spent refresh tokens presented: "
                + partner.reuses().size();
    }
}
