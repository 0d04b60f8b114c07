package io.wasettings.processor.token.grant;

import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.chain.ExchangeLimits;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How refresh tokens are looked after.
 *
 * @param refreshTokenMemory how long it is remembered what became of a refresh token, at least a day, after its last
 *     exchange and after the tokens that it brought have expired
 * @param exchangeLoan how long one exchange may have a refresh token for itself; more than three requests take
 * @param exchangeWait how long to wait while another exchange of the same refresh token is under way
 * @param keepTrying how long to try to keep a rotated refresh token while the store is away
 */
@Validated
@ConfigurationProperties("wa.settings.processor.tokens")
record TokenProperties(
        @DefaultValue("30d") @NotNull @DurationMin(hours = 24)
        Duration refreshTokenMemory,

        @DefaultValue("90s") @NotNull Duration exchangeLoan,
        @DefaultValue("15s") @NotNull @DurationMin Duration exchangeWait,
        @DefaultValue("15s") @NotNull @DurationMin Duration keepTrying) {

    /**
     * The bounds of an exchange.
     *
     * @param longestCall how long one request may take
     * @throws IllegalArgumentException in one line, if a loan may end before an exchange that tries all ways of
     *     authentication
     */
    ExchangeLimits limits(Duration longestCall) {
        ExchangeLimits limits = new ExchangeLimits(exchangeLoan, longestCall, exchangeWait, keepTrying);
        Duration longest = limits.longestExchange();
        if (exchangeLoan.compareTo(longest) <= 0) {
            throw new IllegalArgumentException("A loan of a refresh token may end before its exchange: set"
                    + " wa.settings.processor.tokens.exchange-loan to more than " + longest.toMillis()
                    + "ms, or lower wa.settings.processor.http.total-timeout, of which it takes up to "
                    + AuthMethod.values().length);
        }
        return limits;
    }
}
