package io.wasettings.standalone;

import io.wasettings.service.startup.ProgramStart;
import io.wasettings.standalone.demo.Demonstration;
import io.wasettings.standalone.log.ApplicationLog;
import java.util.Map;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Everything in one JVM, as a program. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(StandaloneProperties.class)
public class StandaloneApplication {

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
    ApplicationRunner start(Standalone standalone, StandaloneProperties properties) {
        return arguments -> {
            Addresses addresses = standalone.start(arguments.getSourceArgs());
            if (!standalone.isComplete()) {
                System.out.println("No demonstration while something is waited for. Serving until stopped (Ctrl-C).");
            } else if (properties.demo()) {
                new Demonstration(
                                addresses.ingest(),
                                addresses.partner(),
                                addresses.outage(),
                                DataFolder.DEMO_TOKEN,
                                System.out)
                        .run();
            }
        };
    }
}
