package io.wasettings.processor.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker per host and port, so that an outage costs a few time-outs and not one per command. Thread-safe.
 *
 * <p>Only what may pass counts as a failure: connections that fail, break or time out, and 5xx. An answer of any other
 * status, and a failure that another attempt would repeat, shows that the server is there. What happened on our own
 * side counts for nothing. While a circuit is open, calls come to {@link Kind#CIRCUIT_OPEN} without a byte sent.
 */
final class Circuits {

    private static final Set<Kind> OUTAGES = EnumSet.of(Kind.CONNECT, Kind.HANDSHAKE, Kind.TIMEOUT, Kind.BROKEN);
    private static final Set<Kind> OURS = EnumSet.of(Kind.EGRESS_PROXY, Kind.NO_CONNECTION);
    private static final int SERVER_ERROR = 500;

    private final CircuitBreakerProperties settings;
    private final Clock clock;
    private final CircuitBreakerConfig config;
    private final AtomicLong refused = new AtomicLong();
    private final Map<String, Circuit> circuits = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Circuit> eldest) {
            return size() > settings.maxHosts();
        }
    };

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

    /** No circuit ever opens. */
    static Circuits none() {
        return new Circuits(
                new CircuitBreakerProperties(false, 100, 1, 1, Duration.ofSeconds(1), 1, 1), Clock.systemUTC());
    }

    /** Makes the call, unless the circuit of its host and port is open. */
    Exchange call(Target target, Supplier<Exchange> call) {
        if (!settings.enabled()) {
            return call.get();
        }
        Circuit circuit = circuit(target.host() + ":" + target.port());
        if (!circuit.breaker().tryAcquirePermission()) {
            refused.incrementAndGet();
            return Failures.circuitOpen(circuit.remaining());
        }
        Exchange exchange = null;
        try {
            exchange = call.get();
            return exchange;
        } finally {
            circuit.note(exchange);
        }
    }

    /** How many hosts and ports are left alone now, or were and have not been called since. */
    int open() {
        synchronized (circuits) {
            return (int) circuits.values().stream()
                    .filter(circuit -> circuit.breaker().getState() == State.OPEN)
                    .count();
        }
    }

    /** How many calls were not made because of an open circuit. */
    long refused() {
        return refused.get();
    }

    private Circuit circuit(String host) {
        synchronized (circuits) {
            return circuits.computeIfAbsent(host, name -> new Circuit(CircuitBreaker.of(name, config)));
        }
    }

    private static boolean isOutage(Exchange exchange) {
        return exchange.fold(answer -> answer.status() >= SERVER_ERROR, failure -> OUTAGES.contains(failure.kind()));
    }

    private static boolean isOurs(Exchange exchange) {
        return exchange instanceof Failure failure && OURS.contains(failure.kind());
    }

    private final class Circuit {

        private final CircuitBreaker breaker;
        private volatile Instant openUntil = Instant.EPOCH;

        private Circuit(CircuitBreaker breaker) {
            this.breaker = breaker;
            breaker.getEventPublisher().onStateTransition(event -> {
                if (event.getStateTransition().getToState() == State.OPEN) {
                    openUntil = clock.instant().plus(settings.openFor());
                }
            });
        }

        private CircuitBreaker breaker() {
            return breaker;
        }

        private void note(@Nullable Exchange exchange) {
            if (exchange == null || isOurs(exchange)) {
                breaker.releasePermission();
            } else {
                breaker.onResult(0, TimeUnit.MILLISECONDS, exchange);
            }
        }

        /** How long to stay away: until calls may try the server, or until those that try it now have decided. */
        private Duration remaining() {
            Duration left = Duration.between(clock.instant(), openUntil);
            return left.isNegative() || left.isZero() ? settings.openFor() : left;
        }
    }
}
