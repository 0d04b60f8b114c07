package io.wasettings.standalone;

import io.wasettings.service.startup.ProgramStart;
import io.wasettings.standalone.demo.Demonstration;
import io.wasettings.standalone.log.ApplicationLog;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Everything in one JVM, as a program. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(StandaloneProperties.class)
public class StandaloneApplication {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Starts it; the console shows the progress and warnings, and a file in the data folder the whole log. */
    public static ConfigurableApplicationContext run(String... arguments) {
        ApplicationLog.prepare();
        return new SpringApplicationBuilder(StandaloneApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Map.of("spring.config.name", "standalone,application"))
                .run(arguments);
    }

    /** As a program. */
    public static void main(String... arguments) {
        ProgramStart.prepare();
        run(arguments);
    }

    @Bean
    Standalone standalone(StandaloneProperties properties, ConfigurableEnvironment environment) {
        return new Standalone(properties, environment, new Progress(System.out));
    }

    @Bean
    ApplicationRunner start(
            Standalone standalone, StandaloneProperties properties, ConfigurableEnvironment environment) {
        return arguments -> {
            Standalone.Started started = standalone.start(arguments.getSourceArgs());
            if (!started.complete()) {
                System.out.println("No demonstration while something is waited for. Serving until stopped (Ctrl-C).");
            } else if (properties.demo()) {
                Addresses addresses = started.addresses();
                new Demonstration(
                                addresses.ingest(),
                                addresses.partner(),
                                addresses.outage(),
                                DataFolder.DEMO_TOKEN,
                                patience(environment),
                                System.out)
                        .run();
            }
        };
    }

    /** Longer than a request may have to wait for its outcome. */
    private static Duration patience(Environment environment) {
        return PATIENCE.plus(Binder.get(environment)
                .bind("wa.settings.ingest.wait", Duration.class)
                .orElse(Duration.ZERO));
    }
}
