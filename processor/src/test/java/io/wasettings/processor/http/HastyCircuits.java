package io.wasettings.processor.http;

import java.time.Clock;
import java.time.Duration;

/** Clients that leave a server alone after its first failure. */
public final class HastyCircuits {

    private HastyCircuits() {}

    /** A client with the default limits whose circuits stay open for that long. */
    public static GuardedHttpClient client(Duration openFor) {
        CircuitBreakerProperties hasty = new CircuitBreakerProperties(true, 50, 1, 1, openFor, 1, 10);
        return TestClients.client(TestClients.DEFAULTS, new Circuits(hasty, Clock.systemUTC()));
    }
}
