package io.wasettings.processor.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.validation.url.HostAndPort;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The circuit breaker of one partner and host, with what operators and refused calls are told of it. Thread-safe. */
final class Circuit {

    private final PartnerHost place;
    private final CircuitBreaker breaker;
    private final Duration openFor;
    private final Clock clock;
    private volatile Instant since = Instant.EPOCH;
    private volatile Instant until = Instant.EPOCH;
    private volatile String cause = "";

    Circuit(PartnerHost place, CircuitBreakerConfig config, Duration openFor, Clock clock) {
        this.place = place;
        this.breaker = CircuitBreaker.of(place.host(), config);
        this.openFor = openFor;
        this.clock = clock;
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.OPEN) {
                opened(event.getStateTransition().getFromState() == State.CLOSED);
            }
        });
    }

    private void opened(boolean anew) {
        Instant now = clock.instant();
        until = now.plus(openFor);
        if (anew) {
            since = now;
        }
    }

    /** Whether a call may be made; what becomes of it must then be noted. */
    boolean tryPermit() {
        return breaker.tryAcquirePermission();
    }

    void note(Exchange exchange) {
        if (Circuits.isOutage(exchange)) {
            cause = exchange.fold(
                    answer -> "The server answered with status " + answer.status() + ".", Failure::message);
        }
        breaker.onResult(0, TimeUnit.MILLISECONDS, exchange);
    }

    /** The call that was let through says nothing about the server. */
    void noteNothing() {
        breaker.releasePermission();
    }

    /** What a call comes to that is not let through: the cause is what happened last to those that were. */
    Failure refusal() {
        return HttpFailures.circuitOpen(cause, remaining());
    }

    boolean isOpen() {
        return breaker.getState() != State.CLOSED;
    }

    /** Whether it knows nothing that a new one would not. */
    boolean isForgettable() {
        return !isOpen() && breaker.getMetrics().getNumberOfFailedCalls() == 0;
    }

    OpenCircuit describe() {
        return new OpenCircuit(place.partner(), HostAndPort.of(place.host(), place.port()), since, until, cause);
    }

    /** How long to stay away: until calls may try the server, or until those that try it now have decided. */
    private Duration remaining() {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() || left.isZero() ? openFor : left;
    }
}
