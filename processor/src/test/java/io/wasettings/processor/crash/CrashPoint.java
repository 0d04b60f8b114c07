package io.wasettings.processor.crash;

/** Where a processor can be made to die, in the order in which a command passes them. */
enum CrashPoint {
    /** The refresh token is lent to this exchange; nothing is sent yet. */
    BEFORE_REQUEST,
    /** The token endpoint has answered; the rotated token is not kept yet. The window that cannot be closed. */
    BEFORE_TOKEN_IS_KEPT,
    /** The rotated token is kept; the webhook is not probed yet. */
    BEFORE_PROBE,
    /** The webhook has passed; the settings are not stored yet. */
    AFTER_PROBE,
    /** The settings are stored; the outcome is not recorded yet. */
    AFTER_UPSERT,
    /** The outcome is recorded; the status is not published yet. */
    BEFORE_STATUS,
    /** The broker has the status; the offset is not committed yet. */
    BEFORE_COMMIT
}
