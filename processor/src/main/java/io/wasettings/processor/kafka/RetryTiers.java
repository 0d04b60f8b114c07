package io.wasettings.processor.kafka;

/**
 * How many retry topics there are.
 *
 * @param count one per retry
 */
public record RetryTiers(int count) {}
