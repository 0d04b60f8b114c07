package io.wasettings.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The positions of the documents of one key, by their ids. Most keys have one document, which needs no collection. */
interface Positions<P> {

    Positions<P> with(Object id, P position);

    /** Null if none is left. */
    @Nullable
    Positions<P> without(Object id);

    Stream<P> stream();

    static <P> Positions<P> of(Object id, P position) {
        return new One<>(id, position);
    }

    record One<P>(Object id, P position) implements Positions<P> {

        @Override
        public Positions<P> with(Object other, P place) {
            return other.equals(id)
                    ? new One<>(id, place)
                    : new Many<P>(new LinkedHashMap<>()).with(id, position).with(other, place);
        }

        @Override
        public @Nullable Positions<P> without(Object other) {
            return other.equals(id) ? null : this;
        }

        @Override
        public Stream<P> stream() {
            return Stream.of(position);
        }
    }

    /** Changed in place: a key may have thousands. */
    record Many<P>(Map<Object, P> byId) implements Positions<P> {

        @Override
        public Positions<P> with(Object id, P position) {
            byId.put(id, position);
            return this;
        }

        @Override
        public @Nullable Positions<P> without(Object id) {
            byId.remove(id);
            return byId.isEmpty() ? null : this;
        }

        @Override
        public Stream<P> stream() {
            return byId.values().stream();
        }
    }
}
