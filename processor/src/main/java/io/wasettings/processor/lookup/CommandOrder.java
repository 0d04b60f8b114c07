package io.wasettings.processor.lookup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import io.wasettings.service.status.CommandDocuments;
import java.util.Date;
import org.bson.conversions.Bson;

/**
 * In which order commands are listed: by when they first came, which nothing changes. So no command is on two pages or
 * on none because it changed meanwhile.
 */
public enum CommandOrder {
    NEWEST {
        @Override
        Bson sort() {
            return descending(CommandDocuments.CREATED_AT, "_id");
        }

        @Override
        Bson beyond(Cursor cursor) {
            Date at = Date.from(cursor.at());
            return or(
                    lt(CommandDocuments.CREATED_AT, at),
                    and(eq(CommandDocuments.CREATED_AT, at), lt("_id", cursor.identity())));
        }
    },
    OLDEST {
        @Override
        Bson sort() {
            return ascending(CommandDocuments.CREATED_AT, "_id");
        }

        @Override
        Bson beyond(Cursor cursor) {
            Date at = Date.from(cursor.at());
            return or(
                    gt(CommandDocuments.CREATED_AT, at),
                    and(eq(CommandDocuments.CREATED_AT, at), gt("_id", cursor.identity())));
        }
    };

    abstract Bson sort();

    abstract Bson beyond(Cursor cursor);
}
