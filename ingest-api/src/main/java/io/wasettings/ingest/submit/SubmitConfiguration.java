package io.wasettings.ingest.submit;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.ingest.broker.Publisher;
import io.wasettings.ingest.idempotency.IdempotencyKeys;
import io.wasettings.ingest.limit.HeapRoom;
import io.wasettings.ingest.status.KnownStatuses;
import io.wasettings.ingest.status.StatusBoard;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WaitProperties.class)
class SubmitConfiguration {

    /** For what comes around the wait: the body and publishing before it, keeping the status after it. */
    private static final Duration AROUND_THE_WAIT = Duration.ofMinutes(2);

    @Bean
    SubmitMetrics submitMetrics(MeterRegistry metrics) {
        return new SubmitMetrics(metrics);
    }

    @Bean
    DocumentedPaths documentedPaths() {
        return new DocumentedPaths();
    }

    @Bean
    WaitingRoom waitingRoom(WaitProperties limits, SubmitMetrics metrics) {
        int share = HeapRoom.ofThisProcess().waitingOfOne(limits.maxWaitingPerPartner());
        return new WaitingRoom(limits, share, metrics);
    }

    @Bean
    Outcomes outcomes(StatusBoard board, KnownStatuses statuses, SubmitMetrics metrics, Clock clock) {
        return new Outcomes(board, statuses, metrics, clock);
    }

    @Bean
    Submissions submissions(
            SecretBox secretBox,
            IdempotencyKeys keys,
            Publisher publisher,
            Outcomes outcomes,
            Clock clock,
            AsyncTaskExecutor applicationTaskExecutor) {
        CommandFactory factory = new CommandFactory(secretBox);
        return new Submissions(factory, keys, publisher, outcomes, clock, applicationTaskExecutor);
    }

    /** Every wait ends by itself; the container's own limit only has to be longer. */
    @Bean
    WebMvcConfigurer asyncTimeout(WaitProperties limits) {
        return new WebMvcConfigurer() {
            @Override
            public void configureAsyncSupport(AsyncSupportConfigurer async) {
                async.setDefaultTimeout(limits.longest().plus(AROUND_THE_WAIT).toMillis());
            }
        };
    }
}
