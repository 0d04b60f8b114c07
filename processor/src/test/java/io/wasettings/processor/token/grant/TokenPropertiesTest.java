package io.wasettings.processor.token.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.processor.token.chain.ExchangeLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class TokenPropertiesTest {

    private static final Duration A_CALL = Duration.ofSeconds(10);
    private static final Duration A_WHILE = Duration.ofSeconds(15);

    @Test
    void a_loan_that_three_calls_fit_into_is_taken() {
        assertThat(properties(Duration.ofSeconds(31)).limits(A_CALL))
                .isEqualTo(new ExchangeLimits(Duration.ofSeconds(31), A_CALL, A_WHILE, A_WHILE));
    }

    @Test
    void a_loan_that_may_end_before_its_exchange_is_refused() {
        assertThatThrownBy(() -> properties(Duration.ofSeconds(30)).limits(A_CALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "wa.settings.processor.tokens.exchange-loan",
                        "more than 30000ms",
                        "wa.settings.processor.http.total-timeout");
    }

    @Test
    void a_memory_of_less_than_a_day_is_refused() {
        memory("24h").run(context -> assertThat(context).hasNotFailed());
        memory("23h")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("refreshTokenMemory"));
    }

    private static ApplicationContextRunner memory(String memory) {
        return new ApplicationContextRunner()
                .withUserConfiguration(PropertiesOnly.class)
                .withPropertyValues("wa.settings.processor.tokens.refresh-token-memory=" + memory);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TokenProperties.class)
    static class PropertiesOnly {}

    private static TokenProperties properties(Duration loan) {
        return new TokenProperties(Duration.ofDays(30), loan, A_WHILE, A_WHILE);
    }
}
