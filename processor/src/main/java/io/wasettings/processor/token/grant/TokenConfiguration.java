package io.wasettings.processor.token.grant;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.SecretBox;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.service.mongo.TtlIndex;
import io.wasettings.processor.token.chain.RefreshTokenExchange.ExchangeLimits;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenProperties.class)
class TokenConfiguration {

    @Bean
    Tokens tokens(
            GuardedHttpClient httpClient,
            MongoDatabase database,
            SecretBox secretBox,
            MeterRegistry meters,
            Clock clock,
            TokenProperties properties) {
        TokenMetrics metrics = new TokenMetrics(meters);
        TokenClient client = new TokenClient(new TokenEndpoint(httpClient, metrics, clock));
        CredentialHashes hashes = new CredentialHashes(secretBox);
        RefreshTokenExchange refreshTokens = new RefreshTokenExchange(
                client,
                new MongoRefreshTokenVault(database, secretBox, clock, properties.refreshTokenMemory()),
                hashes,
                metrics,
                new ExchangeLimits(properties.exchangeLoan(), properties.exchangeWait(), properties.keepTrying()),
                clock);
        return new PartnerTokens(client, refreshTokens, hashes);
    }

    @Bean
    TtlIndex refreshTokenExpiry() {
        return new TtlIndex(MongoRefreshTokenVault.COLLECTION, MongoRefreshTokenVault.EXPIRES_AT);
    }
}
