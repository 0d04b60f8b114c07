package io.wasettings.ingest.limit;

/**
 * What the heap has room for: what clients hold for as long as they like is not to take more than half of it, whatever
 * is configured. For once it is used up, the process ends. A third is for connections, of which half may wait; a
 * request that waits takes twice as much.
 *
 * @param heap its greatest size in bytes
 */
public record HeapRoom(long heap) {

    /** Tomcat's buffers for a request under way, 56 to 64 KB as measured; nothing of the request but its head. */
    private static final long CONNECTION = 64 * 1024;

    /** The same for a request that waits, with those for characters and for its answer: up to 120 KB. */
    private static final long WAITING = 2 * CONNECTION;

    /** The heap of this process. */
    public static HeapRoom ofThisProcess() {
        return new HeapRoom(Runtime.getRuntime().maxMemory());
    }

    /** Connections for which there is room, at most so many. */
    public int connections(int configured) {
        return fitting(CONNECTION, configured);
    }

    /** Requests that may wait, at most so many. */
    public int waiting(int configured) {
        return fitting(WAITING, configured);
    }

    /** Those of one partner that may wait, at most so many: no more than a tenth of all that fit. */
    public int waitingOfOne(int configured) {
        return Math.max(1, Math.min(waiting(Integer.MAX_VALUE) / 10, configured));
    }

    private int fitting(long each, int configured) {
        return (int) Math.min(heap / 3 / each, configured);
    }
}
