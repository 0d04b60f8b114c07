package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.SubmittedSettings;

/** A command and the settings that came with it, secrets in the clear. */
record WithSecrets(Submitted command, SubmittedSettings settings) {}
