package io.wasettings.common.text;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of constants outside this program, on the wire, in the store and in metrics: lower case. */
public final class WireNames {

    private WireNames() {}

    /** The name of that constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of exactly that name. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, @Nullable String name) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
