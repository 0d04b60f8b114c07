package io.wasettings.processor.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.command.attempt.CommandPipeline;
import io.wasettings.processor.command.attempt.CommandPipeline.Keeping;
import io.wasettings.processor.command.attempt.CommandPipeline.Partners;
import io.wasettings.processor.command.attempt.CommandPipeline.Rules;
import io.wasettings.processor.command.attempt.SecretsPolicy;
import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.reading.CommandReader;
import io.wasettings.processor.command.reading.KeysElsewhere;
import io.wasettings.processor.command.reading.RecordParser;
import io.wasettings.processor.command.reading.SealedRecords;
import io.wasettings.processor.command.report.Reporter;
import io.wasettings.processor.command.report.Reporter.Outlets;
import io.wasettings.processor.command.report.RetryPolicy;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.processor.probe.WebhookProbe;
import io.wasettings.processor.renewal.RenewalPlan;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.store.SettingsStore;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.service.trace.Traces;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsPolicy.class)
class CommandConfiguration {

    @Bean
    CommandPipeline commandPipeline(
            SecretsPolicy secrets,
            UrlPolicy urls,
            Tokens tokens,
            WebhookProbe webhooks,
            SettingsStore settings,
            CommandStore commands,
            SecretBox secretBox,
            RenewalPlan renewalPlan,
            RenewalQueue renewals,
            Traces traces) {
        return new CommandPipeline(
                new Rules(secrets, urls),
                new Partners(tokens, webhooks),
                new Keeping(settings, commands, secretBox, renewalPlan, renewals),
                traces);
    }

    @Bean
    RecordParser recordParser() {
        return new RecordParser();
    }

    @Bean
    SealedRecords sealedRecords(SecretBox secretBox, RecordParser parser) {
        return new SealedRecords(secretBox, parser);
    }

    @Bean
    RetryPolicy retryPolicy(RetryProperties retries, Clock clock) {
        return new RetryPolicy(retries, clock, new SecureRandom());
    }

    @Bean
    Reporter commandReporter(
            CommandStore commands,
            ReliableSender sender,
            TopicProperties topics,
            SealedRecords sealedRecords,
            Traces traces,
            RetryPolicy retryPolicy,
            RetryProperties retries,
            MeterRegistry metrics,
            Clock clock) {
        Outlets outlets = new Outlets(commands, sender, topics, sealedRecords, traces);
        return new Reporter(outlets, retryPolicy, retries.maxReplays(), metrics, clock);
    }

    @Bean
    CommandReader commandReader(
            SealedRecords sealedRecords, SecretBox secretBox, KeyRegistry registry, RecordParser parser) {
        return new CommandReader(sealedRecords, secretBox, new KeysElsewhere(secretBox, registry::kids), parser);
    }

    @Bean
    CommandHandler commandHandler(
            CommandReader reader,
            CommandStore commands,
            SecretBox secretBox,
            CommandPipeline pipeline,
            Reporter reporter,
            Traces traces,
            Clock clock) {
        Identity identity = new Identity(commands, secretBox.hashes());
        return new Commands(reader, identity, pipeline, reporter, traces, clock);
    }
}
