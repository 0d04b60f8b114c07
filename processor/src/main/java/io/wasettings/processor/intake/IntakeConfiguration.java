package io.wasettings.processor.intake;

import io.wasettings.processor.command.CommandHandler;
import io.wasettings.processor.kafka.RetryTiers;
import io.wasettings.processor.kafka.TopicIds;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.kafka.TopicSetup;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
class IntakeConfiguration {

    @Bean(defaultCandidate = false)
    AsyncTaskExecutor commandWorkers(IntakeProperties properties, Environment environment) {
        if (Threading.VIRTUAL.isActive(environment)) {
            return new VirtualThreadTaskExecutor("command-");
        }
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setThreadNamePrefix("command-");
        pool.setCorePoolSize(properties.concurrency());
        pool.setMaxPoolSize(properties.concurrency());
        pool.setAllowCoreThreadTimeOut(true);
        return pool;
    }

    @Bean
    Lanes lanes(
            IntakeProperties properties,
            CommandHandler handler,
            @Qualifier("commandWorkers") AsyncTaskExecutor commandWorkers) {
        return new Lanes(properties, handler, commandWorkers);
    }

    @Bean
    Intake intake(
            TopicSetup topicSetup,
            AdminSettings admin,
            ConsumerFactory<byte[], byte[]> consumers,
            @Value("${wa.settings.processor.group}") String group,
            TopicProperties topics,
            RetryTiers tiers,
            CommandHandler handler,
            Lanes lanes,
            IntakeProperties properties,
            Clock clock) {
        TopicIds topicIds = new TopicIds(admin);
        return new Intake(
                () -> {
                    topicSetup.run();
                    return new Subscription(topics.subscription(tiers.count()), topicIds::of);
                },
                () -> consumers.createConsumer(group, "intake"),
                handler,
                lanes,
                properties,
                clock);
    }

    @Bean
    IntakeMetrics intakeMetrics(Intake intake, Lanes lanes, Clock clock) {
        return new IntakeMetrics(intake, lanes, clock);
    }

    @Bean
    HealthIndicator intakeHealthIndicator(Intake intake, Clock clock) {
        return new IntakeHealthIndicator(intake, clock);
    }
}
