package io.wasettings.processor.mongo;

import io.wasettings.service.mongo.QueryIndex;
import java.util.List;

/** The indexes that one package's queries need. */
public record QueryIndexes(List<QueryIndex> indexes) {

    public QueryIndexes {
        indexes = List.copyOf(indexes);
    }

    /** These indexes. */
    public static QueryIndexes of(QueryIndex... indexes) {
        return new QueryIndexes(List.of(indexes));
    }
}
