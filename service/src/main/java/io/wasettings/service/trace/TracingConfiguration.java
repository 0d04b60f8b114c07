package io.wasettings.service.trace;

import io.wasettings.service.startup.MisconfigurationException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Makes and exports traces if somebody collects them; otherwise the classes for it are not even loaded. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
public class TracingConfiguration {

    /** Closed after all that uses it, when it exports what is left. */
    @Bean
    Collected collectedTraces(TracingProperties properties, Environment environment) {
        if (properties.endpoint() == null) {
            return new Collected(Traces.off(), () -> {});
        }
        String application = environment.getProperty("spring.application.name", "wa-settings");
        return MisconfigurationException.valid(
                () -> TraceExport.begin(properties.collector(), properties, application));
    }

    @Bean
    Traces traces(Collected collected) {
        return collected.traces();
    }

    /**
     * Traces, and what is to be done with them in the end.
     *
     * @param traces the traces
     * @param end exports what is left
     */
    record Collected(Traces traces, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }
}
