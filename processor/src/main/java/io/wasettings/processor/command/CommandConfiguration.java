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
import io.wasettings.processor.store.CommandStore;
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
    Keeping commandKeeping(SettingsStore settings, CommandStore commands, SecretBox secretBox, RenewalPlan renewals) {
        return new Keeping(settings, commands, secretBox, renewals);
    }

    @Bean
    CommandHandler commandHandler(
            CommandPipeline pipeline,
            SecretBox secretBox,
            CommandStore commands,
            StatusPublisher publisher,
            ReliableSender sender,
            TopicProperties topics,
            RetryProperties retries,
            MeterRegistry metrics,
            Clock clock) {
        SealedRecords sealedRecords = new SealedRecords(secretBox);
        RetryPolicy retryPolicy = new RetryPolicy(retries, clock, new SecureRandom());
        CommandMetrics counters = new CommandMetrics(metrics);
        Handover handover = new Handover(sender, topics, sealedRecords);
        Teller teller = new Teller(commands, publisher, counters);
        DeadLettering deadLettering = new DeadLettering(handover, teller, retries.maxReplays(), clock);
        Reporter reporter = new Reporter(teller, retryPolicy, handover, deadLettering, counters, clock);
        Identity identity = new Identity(commands, new ContentHash(secretBox));
        return new Commands(new CommandReader(sealedRecords), identity, pipeline, retryPolicy, reporter, clock);
    }
}
