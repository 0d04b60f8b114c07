package io.wasettings.common;

/**
 * A status and the round of its command in which it was told.
 *
 * @param status how the command stands
 * @param round how often the command had been replayed by then; 0 first
 */
public record ToldStatus(Status status, int round) {

    /** Whether this takes the place of that one; see {@link StatusOrder}. */
    public boolean replaces(ToldStatus current) {
        return StatusOrder.replaces(this, current);
    }

    /** The one of both that stands when {@code next} arrives after this. */
    public ToldStatus then(ToldStatus next) {
        return next.replaces(this) ? next : this;
    }
}
