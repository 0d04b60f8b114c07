package io.wasettings.processor.intake;

/** How quick the servers of a partner are, as far as is known. The slower, the more it leaves to others. */
enum Pace {
    /** None are asked. */
    NO_SERVERS(0),
    QUICK(0),
    UNKNOWN(1),
    SLOW(2);

    private static final int EIGHT = 8;

    private final int eighths;

    Pace(int eighths) {
        this.eighths = eighths;
    }

    /** The part of the concurrency that partners of this pace leave free. */
    int leaves(int concurrency) {
        return concurrency * eighths / EIGHT;
    }
}
