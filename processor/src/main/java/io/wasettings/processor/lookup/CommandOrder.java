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
    NEWEST(true),
    OLDEST(false);

    private final boolean descends;

    CommandOrder(boolean descends) {
        this.descends = descends;
    }

    Bson sort() {
        return descends
                ? descending(CommandDocuments.CREATED_AT, "_id")
                : ascending(CommandDocuments.CREATED_AT, "_id");
    }

    Bson beyond(Cursor cursor) {
        Date at = Date.from(cursor.at());
        return or(
                beyond(CommandDocuments.CREATED_AT, at),
                and(eq(CommandDocuments.CREATED_AT, at), beyond("_id", cursor.identity())));
    }

    private Bson beyond(String field, Object value) {
        return descends ? lt(field, value) : gt(field, value);
    }
}
