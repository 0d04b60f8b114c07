package io.wasettings.processor.token.chain;

import io.wasettings.processor.token.AuthMethod;
import java.time.Duration;

/**
 * Bounds of an exchange.
 *
 * @param loan how long a chain is lent; more than the longest exchange takes
 * @param longestCall how long one request may take; nothing is presented when less than that is left of the loan
 * @param waitForOthers how long to wait while another exchange of the same chain is under way
 * @param keepTrying how long to try to keep what an exchange brought
 */
public record ExchangeLimits(Duration loan, Duration longestCall, Duration waitForOthers, Duration keepTrying) {

    /** How long the requests for one token may take, if all ways of authentication are tried. */
    public Duration longestExchange() {
        return longestCall.multipliedBy(AuthMethod.values().length);
    }

    /** How long whoever asks for a token may wait for it. */
    public Duration longest() {
        return waitForOthers.plus(longestExchange()).plus(keepTrying);
    }
}
