package io.wasettings.processor.token.chain;

import java.time.Duration;

/**
 * Bounds of an exchange.
 *
 * @param loan how long a chain is lent; more than the longest exchange takes
 * @param longestCall how long one request may take; nothing is presented when less than that is left of the loan
 * @param waitForOthers how long to wait while another exchange of the same chain is under way
 * @param keepTrying how long to try to keep what an exchange brought
 */
public record ExchangeLimits(Duration loan, Duration longestCall, Duration waitForOthers, Duration keepTrying) {}
