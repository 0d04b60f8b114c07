package io.wasettings.processor.command.attempt;

import io.wasettings.common.SubmittedSettings;

/**
 * A command with its secrets in the clear.
 *
 * @param command the command
 * @param settings what came, secrets included
 */
record Unsealed(Submitted command, SubmittedSettings settings) {}
