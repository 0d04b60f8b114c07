package io.wasettings.common.settings;

/**
 * What is wrong with one member of the body, or why it was ignored.
 *
 * @param field JSON Pointer (RFC 6901) of the member
 * @param message what to do about it; never the member's value
 */
public record FieldMessage(String field, String message) {

    /** Both in one text; the message alone if no member is named. */
    public String inWords() {
        return (field + " " + message).strip();
    }
}
