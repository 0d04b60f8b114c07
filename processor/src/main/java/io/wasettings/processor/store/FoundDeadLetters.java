package io.wasettings.processor.store;

import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is learnt of commands from their dead letters, where {@link CommandStore} could not be told. */
public interface FoundDeadLetters {

    /**
     * A dead letter that was found on its topic.
     *
     * @param subject whose it says that it is ({@link ToldStatus#subject})
     * @param key its record key, or null if there is none
     * @param headers where what lies there appeared first, in which round it was, and at which attempt
     */
    record FoundDeadLetter(String subject, @Nullable String key, RetryHeaders headers, DeadLetterPlace place) {

        /** The attempt that led there, as far as it can be told. */
        Attempt attempt() {
            DeadLetterHeaders why = place.why();
            return new Attempt(
                    why.failedAt(),
                    headers.replays(),
                    headers.attempts(),
                    State.FAILED.wireName(),
                    why.step(),
                    why.cause(),
                    null,
                    Duration.ZERO);
        }
    }

    /**
     * Notes where they lie, in one call, as {@link CommandStore#deadLettered} does: each unless it is another command's
     * under its name. It may be found before it is told that the command failed, or before anything is told; then it is
     * known when that comes. Of an attempt that could not be noted it tells the step and the cause.
     *
     * @throws io.wasettings.service.mongo.StoreUnavailableException when the store does not answer; which are noted is
     *     not known then
     */
    void note(List<FoundDeadLetter> found);
}
