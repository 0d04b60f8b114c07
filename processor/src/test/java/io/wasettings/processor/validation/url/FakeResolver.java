package io.wasettings.processor.validation.url;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers as told: a host may have one answer, or a sequence whose last one repeats. Unknown hosts do not exist. */
public final class FakeResolver implements HostResolver {

    private final Map<String, Queue<Resolution>> answers = new ConcurrentHashMap<>();
    private final List<String> lookUps = new ArrayList<>();

    /** A resolver that answers every look-up of every host with that address. */
    public static HostResolver always(String address) {
        return host -> found(address);
    }

    /** Appends an answer for that host: these addresses, or none. */
    public FakeResolver answering(String host, String... addresses) {
        return answering(host, addresses.length == 0 ? new NoSuchHost() : found(addresses));
    }

    /** Appends the answer that the look-up of that host fails. */
    public FakeResolver failing(String host) {
        return answering(host, new Unavailable());
    }

    /** The hosts looked up so far. */
    public synchronized List<String> lookUps() {
        return List.copyOf(lookUps);
    }

    @Override
    public synchronized Resolution resolve(String host) {
        lookUps.add(host);
        Queue<Resolution> sequence = answers.get(host);
        if (sequence == null) {
            return new NoSuchHost();
        }
        return sequence.size() > 1 ? sequence.remove() : sequence.element();
    }

    private FakeResolver answering(String host, Resolution answer) {
        answers.computeIfAbsent(host, any -> new ConcurrentLinkedQueue<>()).add(answer);
        return this;
    }

    private static Found found(String... addresses) {
        List<InetAddress> parsed = Arrays.stream(addresses)
                .map(address -> Addresses.parse(address).orElseThrow())
                .toList();
        return new Found(parsed);
    }
}
