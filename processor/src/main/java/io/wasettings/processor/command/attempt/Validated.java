package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.ValidSettings;

/** A command that keeps all rules but the URL policy. */
record Validated(Submitted command, ValidSettings settings) {}
