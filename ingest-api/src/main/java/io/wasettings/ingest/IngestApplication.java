package io.wasettings.ingest;

import io.wasettings.common.text.Json;
import io.wasettings.service.problem.ProblemConfiguration;
import io.wasettings.service.startup.ProgramStart;
import io.wasettings.service.trace.TracingConfiguration;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The ingest-api as a program. */
@Import({ProblemConfiguration.class, TracingConfiguration.class})
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class, proxyBeanMethods = false)
public class IngestApplication {

    /**
     * Its defaults are in {@code ingest-api.yaml} and not in {@code application.yaml}, because {@code standalone} has
     * several applications on one class path. A file named {@code application.*} is read after it, and wins.
     */
    private static final String CONFIG_NAME = "spring.config.name=ingest-api,application";

    /** The application, configured but for what the environment and the command line say. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(IngestApplication.class)
                .properties(CONFIG_NAME)
                .bannerMode(Banner.Mode.OFF);
    }

    public static void main(String[] args) {
        ProgramStart.prepare();
        builder().run(args);
    }

    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** HTTP speaks the JSON of the wire. */
    @Bean
    JsonMapper jsonMapper() {
        return Json.mapper();
    }
}
