package io.wasettings.processor.store;

import io.wasettings.service.mongo.Times;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * What a command's document says of a replay that took it.
 *
 * @param id the replay's
 * @param round the round that it begins
 * @param by who asked for it
 * @param at when it took the command
 */
public record NotedReplay(String id, int round, String by, Instant at) {

    /** Its id, as a member of what is noted. */
    public static final String ID = "id";

    private static final String ROUND = "round";
    private static final String BY = "by";
    private static final String AT = "at";
    private static final String BATCH = "batch";

    /** Fields of the replay that has the command, or had it last. */
    public static final String CLAIM_ID = CommandFields.REPLAY + "." + ID;

    public static final String CLAIM_ROUND = CommandFields.REPLAY + "." + ROUND;
    public static final String CLAIM_AT = CommandFields.REPLAY + "." + AT;
    public static final String CLAIM_BATCH = CommandFields.REPLAY + "." + BATCH;

    /** Fields of the replays that sent it, or are about to. */
    public static final String LISTED_ID = CommandFields.REPLAYS + "." + ID;

    public static final String LISTED_ROUND = CommandFields.REPLAYS + "." + ROUND;
    public static final String LISTED_BATCH = CommandFields.REPLAYS + "." + BATCH;

    /** Reads the one that has the command, or had it last. */
    public static Optional<NotedReplay> claim(Document command) {
        return Optional.ofNullable(command.get(CommandFields.REPLAY, Document.class))
                .map(NotedReplay::read);
    }

    /** Reads those that sent it, the latest ones. */
    public static List<NotedReplay> listed(Document command) {
        return command.getList(CommandFields.REPLAYS, Document.class, List.of()).stream()
                .map(NotedReplay::read)
                .toList();
    }

    /** Writes it, with the batch that it sends the command in. */
    public Document write(String batch) {
        return new Document(ID, id)
                .append(ROUND, round)
                .append(BY, by)
                .append(AT, Date.from(at))
                .append(BATCH, batch);
    }

    private static NotedReplay read(Document noted) {
        return new NotedReplay(
                noted.getString(ID), noted.getInteger(ROUND, 0), noted.getString(BY), Times.orEpoch(noted, AT));
    }
}
