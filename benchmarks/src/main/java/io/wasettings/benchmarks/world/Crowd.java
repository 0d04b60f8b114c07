package io.wasettings.benchmarks.world;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Clients beside each other, each on a connection of its own. */
public final class Crowd {

    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger unexpected = new AtomicInteger();

    private Crowd() {}

    /**
     * Sends that many requests and waits for their answers.
     *
     * @param perSecond how many start in a second, all clients together; 0 for as many as are answered
     * @param expected the status that every answer should have
     * @param requests the request of that number
     */
    public static Crowd send(
            int port, int clients, int count, double perSecond, int expected, IntFunction<byte[]> requests)
            throws InterruptedException {
        Crowd crowd = new Crowd();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            Thread thread = new Thread(() -> crowd.work(port, count, perSecond, start, expected, requests));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return crowd;
    }

    private void work(int port, int count, double perSecond, long start, int expected, IntFunction<byte[]> requests) {
        try (Submitter submitter = new Submitter(port)) {
            for (int i = sent.getAndIncrement(); i < count; i = sent.getAndIncrement()) {
                if (perSecond > 0) {
                    long due = start + (long) (i / perSecond * TimeUnit.SECONDS.toNanos(1));
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long before = System.nanoTime();
                int status = submitter.send(requests.apply(i));
                millis.add((System.nanoTime() - before) / 1e6);
                if (status != expected) {
                    unexpected.incrementAndGet();
                }
            }
        } catch (IOException e) {
            unexpected.incrementAndGet();
        }
    }

    /** How long each answer took, in milliseconds. */
    public List<Double> millis() {
        return millis;
    }

    /** Answers of another status than expected, and connections that broke. */
    public int unexpected() {
        return unexpected.get();
    }
}
