package io.wasettings.processor.store;

import io.wasettings.common.text.WireNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a renewal is not tried again. */
public enum StopReason {
    /** The server has refused the refresh token; only the partner can get another one. */
    REFRESH_TOKEN_REFUSED,
    /** It has failed so often that it was given up. */
    TOO_MANY_FAILURES;

    /** The name that is stored and told: lower case. */
    public String wireName() {
        return WireNames.of(this);
    }

    /** The reason of that name; empty for none, or for one that is not known here. */
    static Optional<StopReason> of(@Nullable String wireName) {
        return WireNames.find(StopReason.class, wireName);
    }
}
