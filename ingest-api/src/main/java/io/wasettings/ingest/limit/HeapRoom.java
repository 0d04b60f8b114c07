package io.wasettings.ingest.limit;

/**
 * Limits what idle clients can hold to half the heap, because the process ends when the heap is exhausted. Connections
 * get a third; half of them may wait, and a waiting request costs twice as much.
 *
 * @param heap its greatest size in bytes
 */
public record HeapRoom(long heap) {

    /** Tomcat's buffers for a request under way: 56 to 64 KB as measured, with only the head of the request in them. */
    private static final long CONNECTION = 64 * 1024;

    /** The same for a waiting request, with the buffers for characters and for its answer: up to 120 KB. */
    private static final long WAITING = 2 * CONNECTION;

    /** The heap of this process. */
    public static HeapRoom ofThisProcess() {
        return new HeapRoom(Runtime.getRuntime().maxMemory());
    }

    /** The connections that there is room for, at most the configured ones. */
    public int connections(int configured) {
        return fitting(CONNECTION, configured);
    }

    /** The requests that may wait, at most the configured ones. */
    public int waiting(int configured) {
        return fitting(WAITING, configured);
    }

    /** The requests of one partner that may wait, at most the configured ones: no more than a tenth of all that fit. */
    public int waitingOfOne(int configured) {
        return Math.max(1, Math.min(waiting(Integer.MAX_VALUE) / 10, configured));
    }

    private int fitting(long each, int configured) {
        return (int) Math.min(heap / 3 / each, configured);
    }
}
