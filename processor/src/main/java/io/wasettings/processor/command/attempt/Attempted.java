package io.wasettings.processor.command.attempt;

/**
 * What an attempt came to, and where.
 *
 * @param step the step that it ended at
 * @param outcome what it came to
 */
public record Attempted(StepName step, Outcome outcome) {}
