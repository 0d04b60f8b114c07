package io.wasettings.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a filter demands of one field, as far as an equality index can serve it. */
final class EqualityCondition {

    private EqualityCondition() {}

    /**
     * The values of which the field must have one for a document to match; empty if the filter does not demand that by
     * equality, {@code $eq} or {@code $in}, at its top or within {@code $and}. Its other conditions are ignored.
     */
    static Optional<List<Object>> valuesOf(String field, Document filter) {
        Optional<List<Object>> values = values(filter.get(field));
        return values.isEmpty() && filter.get("$and") instanceof Collection<?> parts
                ? parts.stream()
                        .filter(Document.class::isInstance)
                        .flatMap(part -> valuesOf(field, (Document) part).stream())
                        .findFirst()
                : values;
    }

    private static Optional<List<Object>> values(@Nullable Object condition) {
        if (condition instanceof Document operators) {
            return operators.get("$in") instanceof Collection<?> alternatives
                    ? allPlain(alternatives)
                    : Optional.ofNullable(operators.get("$eq")).flatMap(value -> allPlain(List.of(value)));
        }
        return condition == null ? Optional.empty() : allPlain(List.of(condition));
    }

    /**
     * Not for null, which matches missing fields too, nor for patterns and documents, which have rules of their own.
     */
    private static Optional<List<Object>> allPlain(Collection<?> values) {
        return values.stream().allMatch(EqualityCondition::isPlain)
                ? Optional.of(List.copyOf(values))
                : Optional.empty();
    }

    private static boolean isPlain(@Nullable Object value) {
        return value != null
                && !(value instanceof Document)
                && !(value instanceof Collection<?>)
                && !(value instanceof BsonRegularExpression);
    }
}
