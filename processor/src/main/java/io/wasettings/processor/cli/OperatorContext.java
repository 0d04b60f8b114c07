package io.wasettings.processor.cli;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * What commands need that talk to the broker and the store: the parts of the processor that list and replay, configured
 * as the processor is, and nothing that serves or processes.
 *
 * <p>No stereotype marks it as a configuration, so that the processor's own scan passes it over.
 */
@ComponentScan({"io.wasettings.processor.kafka", "io.wasettings.processor.mongo", "io.wasettings.processor.replay"})
@ImportAutoConfiguration({SslAutoConfiguration.class, KafkaAutoConfiguration.class, MongoAutoConfiguration.class})
class OperatorContext {

    private static final Map<String, Object> DEFAULTS = Map.of(
            "spring.config.name", "processor,application",
            // Only what the command uses is made.
            "spring.main.lazy-initialization", "true",
            "spring.kafka.consumer.properties.default.api.timeout.ms", "10000",
            "logging.config", "classpath:io/wasettings/processor/cli/logback.xml");

    /** Starts it with the properties of the files, the environment and these arguments. */
    static ConfigurableApplicationContext start(List<String> arguments) {
        return new SpringApplicationBuilder(OperatorContext.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(DEFAULTS)
                .run(arguments.toArray(String[]::new));
    }

    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
