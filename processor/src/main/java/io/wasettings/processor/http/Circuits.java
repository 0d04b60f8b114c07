package io.wasettings.processor.http;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.wasettings.processor.http.Exchange.Kind;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker per partner and host, so that an outage costs a few time-outs and not one per command, and only the
 * partners whose calls fail: for another tenant of the same host, all may be well. Thread-safe.
 *
 * <p>Only what may pass counts as a failure: connections that fail, break or time out, and 5xx. An answer of any other
 * status, and a failure that another attempt would repeat, shows that the server is there. What happened on our own
 * side counts for nothing. While a circuit is open, calls come to {@link Kind#CIRCUIT_OPEN} without a byte sent.
 *
 * <p>A circuit is remembered from its first failure to the last one's leaving the window, so that partners whose hosts
 * are well cost neither memory nor a lock.
 */
public final class Circuits {

    private static final Set<Kind> OUTAGES = EnumSet.of(Kind.CONNECT, Kind.HANDSHAKE, Kind.TIMEOUT, Kind.BROKEN);
    private static final Set<Kind> OURS = EnumSet.of(Kind.EGRESS_PROXY, Kind.NO_CONNECTION);
    private static final int SERVER_ERROR = 500;

    private final CircuitBreakerProperties settings;
    private final Clock clock;
    private final CircuitBreakerConfig config;
    private final AtomicLong refused = new AtomicLong();
    private final Map<PartnerHost, Remembered> circuits = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    /** Held while circuits are forgotten: two threads would choose the same one. */
    private final Object forgetting = new Object();

    /** @param lastCall the number of the last call, to find what was not called for the longest */
    private record Remembered(Circuit circuit, AtomicLong lastCall) {}

    Circuits(CircuitBreakerProperties settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.config = CircuitBreakerConfig.custom()
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(Math.min(settings.minimumCalls(), settings.window()))
                .failureRateThreshold(settings.failureRate())
                // The library lets calls through after the duration, not at its end.
                .waitDurationInOpenState(settings.openFor().minusMillis(1))
                .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
                .recordResult(result -> result instanceof Exchange exchange && isOutage(exchange))
                .build();
    }

    /** Makes the call, unless the circuit of its partner and host is open. */
    Exchange call(PartnerHost place, Supplier<Exchange> call) {
        if (!settings.enabled()) {
            return call.get();
        }
        Remembered known = circuits.get(place);
        return known == null ? callUnknown(place, call) : call(place, known, call);
    }

    private Exchange callUnknown(PartnerHost place, Supplier<Exchange> call) {
        Exchange exchange = call.get();
        if (isOutage(exchange)) {
            remember(place).circuit().note(exchange);
        }
        return exchange;
    }

    private Exchange call(PartnerHost place, Remembered known, Supplier<Exchange> call) {
        known.lastCall().set(calls.incrementAndGet());
        Circuit circuit = known.circuit();
        if (!circuit.tryPermit()) {
            refused.incrementAndGet();
            return circuit.refusal();
        }
        Exchange exchange = null;
        try {
            exchange = call.get();
            return exchange;
        } finally {
            note(circuit, exchange);
            if (circuit.isForgettable()) {
                circuits.remove(place, known);
            }
        }
    }

    private static void note(Circuit circuit, @Nullable Exchange exchange) {
        if (exchange == null || isOurs(exchange)) {
            circuit.noteNothing();
        } else {
            circuit.note(exchange);
        }
    }

    /** Those that are open now, at most as many as are remembered; the one open for the longest first. */
    public List<OpenCircuit> list() {
        return circuits.values().stream()
                .map(Remembered::circuit)
                .filter(Circuit::isOpen)
                .map(Circuit::describe)
                .sorted(Comparator.comparing(OpenCircuit::since))
                .toList();
    }

    /** How many are open now. */
    int open() {
        return (int) circuits.values().stream()
                .filter(known -> known.circuit().isOpen())
                .count();
    }

    /** How many calls were not made because of an open circuit. */
    long refused() {
        return refused.get();
    }

    private Remembered remember(PartnerHost place) {
        Remembered known = circuits.computeIfAbsent(
                place,
                any -> new Remembered(
                        new Circuit(place, config, settings.openFor(), clock),
                        new AtomicLong(calls.incrementAndGet())));
        if (circuits.size() > settings.maxCircuits()) {
            forgetTooMany();
        }
        return known;
    }

    private void forgetTooMany() {
        synchronized (forgetting) {
            while (circuits.size() > settings.maxCircuits()) {
                forgetOne();
            }
        }
    }

    /** Of the partner that has the most, so that no number of failing hosts makes another partner's be forgotten. */
    private void forgetOne() {
        Map<String, Long> counts =
                circuits.keySet().stream().collect(Collectors.groupingBy(PartnerHost::partner, Collectors.counting()));
        circuits.entrySet().stream()
                .min(Comparator.<Map.Entry<PartnerHost, Remembered>>comparingLong(
                                entry -> -counts.getOrDefault(entry.getKey().partner(), 0L))
                        .thenComparingLong(entry -> entry.getValue().lastCall().get()))
                .ifPresent(oldest -> circuits.remove(oldest.getKey(), oldest.getValue()));
    }

    static boolean isOutage(Exchange exchange) {
        return exchange.fold(answer -> answer.status() >= SERVER_ERROR, failure -> OUTAGES.contains(failure.kind()));
    }

    private static boolean isOurs(Exchange exchange) {
        return exchange.fold(answer -> false, failure -> OURS.contains(failure.kind()));
    }
}
