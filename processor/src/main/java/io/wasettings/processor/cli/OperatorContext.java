package io.wasettings.processor.cli;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * What commands need that talk to the broker and the store: the parts of the processor that list and replay, configured
 * as the processor is, and nothing that serves or processes.
 *
 * <p>No stereotype marks it as a configuration, so that the processor's own scan passes it over.
 */
@ComponentScan({
    "io.wasettings.processor.kafka",
    "io.wasettings.processor.lookup",
    "io.wasettings.processor.mongo",
    "io.wasettings.processor.replay"
})
@ImportAutoConfiguration({SslAutoConfiguration.class, KafkaAutoConfiguration.class, MongoAutoConfiguration.class})
class OperatorContext {

    private static final Map<String, Object> DEFAULTS = Map.of(
            "spring.config.name", "processor,application",
            // Only what the command uses is made.
            "spring.main.lazy-initialization", "true",
            "spring.kafka.consumer.properties.default.api.timeout.ms", "8000",
            "logging.config", "classpath:io/wasettings/processor/cli/logback.xml");

    /** Whatever the environment says: standard output belongs to the command. */
    private static final List<String> SILENCE =
            List.of("--spring.main.banner-mode=off", "--spring.main.log-startup-info=false");

    /** Starts it with the properties of the files, the environment and these arguments. */
    static ConfigurableApplicationContext start(List<String> arguments) {
        return new SpringApplicationBuilder(OperatorContext.class)
                .web(WebApplicationType.NONE)
                .properties(DEFAULTS)
                .run(Stream.concat(arguments.stream(), SILENCE.stream()).toArray(String[]::new));
    }

    /** The environment and the files alone, as the processor reads them, sooner than a context would start. */
    static Environment environment() {
        ConfigurableEnvironment environment = new StandardEnvironment();
        DefaultPropertiesPropertySource.addOrMerge(DEFAULTS, environment.getPropertySources());
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
