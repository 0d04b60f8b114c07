package io.wasettings.processor;

import io.wasettings.service.problem.ProblemConfiguration;
import io.wasettings.service.trace.TracingConfiguration;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The processor as a Spring Boot application. */
@Import({ProblemConfiguration.class, TracingConfiguration.class})
@SpringBootApplication(proxyBeanMethods = false)
public class ProcessorApplication {

    /**
     * The application with its own defaults, which files, environment and command line override. Its configuration file
     * is {@code processor.yaml}, so that it can share a class path with other applications.
     */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(ProcessorApplication.class)
                .properties("spring.config.name=processor,application");
    }

    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
