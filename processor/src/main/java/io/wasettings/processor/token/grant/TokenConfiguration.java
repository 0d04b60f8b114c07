package io.wasettings.processor.token.grant;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.lifecycle.LastWork;
import io.wasettings.processor.token.LongestFetch;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.token.chain.CredentialHashes;
import io.wasettings.processor.token.chain.ExchangeLimits;
import io.wasettings.processor.token.chain.MongoRefreshTokenVault;
import io.wasettings.processor.token.chain.RefreshTokenExchange;
import io.wasettings.processor.token.endpoint.TokenClient;
import io.wasettings.service.mongo.TtlIndex;
import io.wasettings.service.startup.MisconfigurationException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenProperties.class)
class TokenConfiguration {

    /** What is left of the minute that a stop may take, after what runs has had its time. */
    private static final Duration LAST_CHANCE = Duration.ofSeconds(20);

    @Bean
    TokenClient tokenClient(GuardedHttpClient httpClient, MeterRegistry meters, Clock clock) {
        return new TokenClient(httpClient, meters, clock);
    }

    @Bean
    ExchangeLimits exchangeLimits(TokenProperties properties, GuardedHttpClient httpClient) {
        return MisconfigurationException.valid(() -> properties.limits(httpClient.longestCall()));
    }

    @Bean
    LongestFetch longestFetch(ExchangeLimits limits) {
        return new LongestFetch(limits.longest());
    }

    @Bean
    RefreshTokenExchange refreshTokenExchange(
            TokenClient client,
            ExchangeLimits limits,
            MongoDatabase database,
            SecretBox secretBox,
            MeterRegistry meters,
            Clock clock,
            TokenProperties properties) {
        return new RefreshTokenExchange(
                client,
                new MongoRefreshTokenVault(database, secretBox, clock, properties.refreshTokenMemory()),
                new CredentialHashes(secretBox),
                meters,
                limits,
                clock);
    }

    @Bean
    Tokens tokens(TokenClient client, RefreshTokenExchange refreshTokens) {
        return new PartnerTokens(client, refreshTokens);
    }

    @Bean
    LastWork unkeptRefreshTokens(RefreshTokenExchange refreshTokens) {
        return new LastWork(() -> refreshTokens.awaitAllKept(LAST_CHANCE));
    }

    @Bean
    TtlIndex refreshTokenExpiry() {
        return new TtlIndex(MongoRefreshTokenVault.COLLECTION, MongoRefreshTokenVault.EXPIRES_AT);
    }
}
