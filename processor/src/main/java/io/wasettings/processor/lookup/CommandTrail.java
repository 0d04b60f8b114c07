package io.wasettings.processor.lookup;

import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.wasettings.processor.lookup.CommandDetail.Attempt;
import io.wasettings.processor.store.CommandFields;
import java.util.List;
import org.bson.Document;

/**
 * A command in one line, with its attempts. In JSON all its parts are members of one object.
 *
 * @param attempts the latest ones, the oldest of them first
 */
public record CommandTrail(@JsonUnwrapped CommandRow command, List<Attempt> attempts) {

    /** What is read of a document for it. */
    public static final CommandLookup.Part<CommandTrail> PART = new CommandLookup.Part<>(
            CommandTrail::of, fields(CommandLookup.ROWS.fields(), include(CommandFields.ATTEMPTS)));

    private static CommandTrail of(Document document) {
        return new CommandTrail(CommandRow.of(document), Attempt.listed(document));
    }
}
