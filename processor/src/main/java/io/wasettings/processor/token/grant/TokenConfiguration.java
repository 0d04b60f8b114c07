package io.wasettings.processor.token.grant;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.SecretBox;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.token.chain.CredentialHashes;
import io.wasettings.processor.token.chain.ExchangeLimits;
import io.wasettings.processor.token.chain.MongoRefreshTokenVault;
import io.wasettings.processor.token.chain.RefreshTokenExchange;
import io.wasettings.processor.token.endpoint.TokenClient;
import io.wasettings.service.mongo.TtlIndex;
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
        TokenClient client = new TokenClient(httpClient, meters, clock);
        CredentialHashes hashes = new CredentialHashes(secretBox);
        RefreshTokenExchange refreshTokens = new RefreshTokenExchange(
                client,
                new MongoRefreshTokenVault(database, secretBox, clock, properties.refreshTokenMemory()),
                hashes,
                meters,
                new ExchangeLimits(properties.exchangeLoan(), properties.exchangeWait(), properties.keepTrying()),
                clock);
        return new PartnerTokens(client, refreshTokens, hashes);
    }

    @Bean
    TtlIndex refreshTokenExpiry() {
        return new TtlIndex(MongoRefreshTokenVault.COLLECTION, MongoRefreshTokenVault.EXPIRES_AT);
    }
}
