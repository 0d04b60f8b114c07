package io.wasettings.processor.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wasettings.service.startup.MisconfigurationException;
import io.wasettings.service.trace.Traces;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the guarded client from the properties. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HttpProperties.class, CallersProperties.class, CircuitBreakerProperties.class})
class HttpConfiguration {

    @Bean
    Circuits circuits(CircuitBreakerProperties properties, Clock clock) {
        return new Circuits(properties, clock);
    }

    @Bean
    GuardedHttpClient guardedHttpClient(
            HttpProperties properties, CallersProperties callers, Circuits circuits, Traces traces) {
        CallTraces calls = new CallTraces(traces, properties.propagateTrace());
        return MisconfigurationException.valid(
                () -> new GuardedHttpClient(properties.toSettings(callers.concurrency()), circuits, calls));
    }

    @Bean
    MeterBinder circuitMetrics(Circuits circuits) {
        return registry -> {
            Gauge.builder("wa.settings.circuits.open", circuits, Circuits::open)
                    .description("Hosts that are left alone for a partner because they keep failing it")
                    .register(registry);
            FunctionCounter.builder("wa.settings.circuits.refused", circuits, Circuits::refused)
                    .description("Calls that were not made for that reason")
                    .register(registry);
        };
    }
}
