package io.wasettings.processor.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.SecretBox;
import io.wasettings.common.SettingsReader;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.processor.probe.WebhookProbe;
import io.wasettings.processor.renewal.RenewalPlan;
import io.wasettings.processor.status.StatusPublisher;
import io.wasettings.processor.store.CommandLedger;
import io.wasettings.processor.store.SettingsStore;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.service.kafka.TopicProperties;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandProperties.class)
class CommandConfiguration {

    @Bean
    SettingsReader settingsReader() {
        return new SettingsReader();
    }

    @Bean
    CommandPipeline commandPipeline(
            SecretBox secretBox,
            CommandProperties properties,
            SettingsReader settingsReader,
            UrlPolicy urlPolicy,
            SettingsStore store,
            CommandLedger ledger,
            Tokens tokens,
            WebhookProbe probe,
            RenewalPlan renewalPlan) {
        return new CommandPipeline(
                secretBox,
                properties.acceptClearSecrets(),
                settingsReader,
                urlPolicy,
                store,
                ledger,
                tokens,
                probe,
                renewalPlan);
    }

    @Bean
    CommandHandler commandHandler(
            CommandPipeline pipeline,
            SettingsReader settingsReader,
            CommandLedger ledger,
            StatusPublisher publisher,
            ReliableSender sender,
            TopicProperties topics,
            RetryProperties retries,
            MeterRegistry metrics,
            Clock clock) {
        RetryPolicy retryPolicy = new RetryPolicy(retries, clock, new SecureRandom());
        Reporter reporter = new Reporter(
                ledger,
                publisher,
                retryPolicy,
                new Handover(sender, topics),
                new CommandMetrics(metrics),
                retries.maxReplays(),
                clock);
        return new Commands(new CommandReader(settingsReader), ledger, pipeline, retryPolicy, reporter);
    }
}
