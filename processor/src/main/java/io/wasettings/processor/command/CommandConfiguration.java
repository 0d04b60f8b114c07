package io.wasettings.processor.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.SecretBox;
import io.wasettings.common.SettingsRules;
import io.wasettings.processor.command.attempt.CommandPipeline;
import io.wasettings.processor.command.attempt.CommandPipeline.Keeping;
import io.wasettings.processor.command.attempt.CommandPipeline.Partners;
import io.wasettings.processor.command.attempt.CommandPipeline.Rules;
import io.wasettings.processor.command.attempt.SecretsPolicy;
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
@EnableConfigurationProperties(SecretsPolicy.class)
class CommandConfiguration {

    @Bean
    CommandPipeline commandPipeline(Rules rules, Partners partners, Keeping keeping) {
        return new CommandPipeline(rules, partners, keeping);
    }

    @Bean
    Rules commandRules(SecretsPolicy secrets, UrlPolicy urls) {
        return new Rules(new SettingsRules(), secrets, urls);
    }

    @Bean
    Partners commandPartners(Tokens tokens, WebhookProbe webhooks) {
        return new Partners(tokens, webhooks);
    }

    @Bean
    Keeping commandKeeping(SettingsStore settings, CommandLedger ledger, SecretBox secretBox, RenewalPlan renewals) {
        return new Keeping(settings, ledger, secretBox, renewals);
    }

    @Bean
    CommandHandler commandHandler(
            CommandPipeline pipeline,
            SecretBox secretBox,
            CommandLedger ledger,
            StatusPublisher publisher,
            ReliableSender sender,
            TopicProperties topics,
            RetryProperties retries,
            MeterRegistry metrics,
            Clock clock) {
        SealedRecords sealedRecords = new SealedRecords(secretBox);
        RetryPolicy retryPolicy = new RetryPolicy(retries, clock, new SecureRandom());
        Reporter reporter = new Reporter(
                ledger,
                publisher,
                retryPolicy,
                new Handover(sender, topics, sealedRecords),
                new CommandMetrics(metrics),
                retries.maxReplays(),
                clock);
        return new Commands(new CommandReader(sealedRecords), ledger, pipeline, retryPolicy, reporter);
    }
}
