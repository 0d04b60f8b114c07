package io.wasettings.processor.projection;

/**
 * What the listeners' annotations name by expressions.
 *
 * @param group the consumer group of all projections
 */
record ProjectionTopics(String status, String deadLetter, String group) {}
