package io.wasettings.common.status;

import org.jspecify.annotations.Nullable;

/** The four documented error codes of the settings endpoint, with their documented descriptions word for word. */
public enum ErrorCode {
    /** The body is not JSON of the documented types. */
    UNDECODABLE(2010, "The settings request body could not be decoded."),
    /** The body breaks a rule, or the partner's token endpoint refused the credentials for good. */
    INVALID(2011, "The settings request body failed validation."),
    /** The store or the token endpoint stayed unavailable through all retries. */
    NOT_SAVED(2012, "An error occurred while saving the settings."),
    /** The webhook URL breaks the URL policy, or the webhook did not pass the probe. */
    WEBHOOK_URL(2020, "The webhook URL failed validation.");

    /** HTTP status of all four codes. */
    public static final int HTTP_STATUS = 400;

    private final int number;
    private final String description;

    ErrorCode(int number, String description) {
        this.number = number;
        this.description = description;
    }

    /** The documented number, 2010 to 2020. */
    public int number() {
        return number;
    }

    /** The documented description. */
    public String description() {
        return description;
    }

    /** The code of that number; null if there is none. */
    public static @Nullable ErrorCode of(@Nullable Integer number) {
        for (ErrorCode code : values()) {
            if (number != null && code.number == number) {
                return code;
            }
        }
        return null;
    }
}
