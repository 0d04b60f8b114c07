package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the documents of replays are read. */
class ReplayDocumentsTest {

    @ParameterizedTest
    @CsvSource({
        "running, RUNNING",
        "completed, COMPLETED",
        "cancelled, CANCELLED",
        "failed, FAILED",
        "paused, FAILED",
    })
    void states_are_known_by_their_names_and_any_other_is_that_of_a_replay_that_failed(
            String stored, Replay.State state) {
        Document document = new Document("_id", "r")
                .append("filter", new Document())
                .append("rate", 1)
                .append("requested_by", "ada")
                .append("requested_at", Date.from(Instant.EPOCH))
                .append("state", stored);

        assertThat(ReplayDocuments.read(document).state()).isEqualTo(state);
    }
}
