package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.delivery.Schedule;
import io.wasettings.processor.kafka.GroupProperties;
import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.processor.kafka.TopicIds;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.kafka.TopicSetup;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
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
    AsyncTaskExecutor commandWorkers(Environment environment) {
        if (Threading.VIRTUAL.isActive(environment)) {
            return new VirtualThreadTaskExecutor("command-");
        }
        // The lanes bound what runs; a thread that is stuck must not take another command's.
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setThreadNamePrefix("command-");
        pool.setCorePoolSize(0);
        pool.setQueueCapacity(0);
        return pool;
    }

    @Bean
    Lanes lanes(
            IntakeProperties properties,
            CommandHandler handler,
            @Qualifier("commandWorkers") AsyncTaskExecutor commandWorkers) {
        return new Lanes(properties, handler, commandWorkers, System::nanoTime);
    }

    @Bean
    Intake intake(
            TopicSetup topicSetup,
            AdminSettings admin,
            ConsumerFactory<byte[], byte[]> consumers,
            GroupProperties group,
            TopicProperties topics,
            RetryProperties retries,
            Schedule schedule,
            Lanes lanes,
            IntakeProperties properties,
            Clock clock) {
        return new Intake(
                new Subscriptions(topicSetup, topics, retries.delays().size(), new TopicIds(admin)::of),
                () -> consumers.createConsumer(group.group(), "intake"),
                schedule,
                lanes,
                properties,
                clock);
    }

    @Bean
    IntakeMetrics intakeMetrics(Intake intake, Lanes lanes, Clock clock) {
        return new IntakeMetrics(intake, lanes, clock);
    }

    @Bean
    HealthIndicator intakeHealthIndicator(Intake intake) {
        return new IntakeHealthIndicator(intake);
    }
}
