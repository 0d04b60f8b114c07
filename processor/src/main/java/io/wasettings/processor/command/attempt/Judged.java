package io.wasettings.processor.command.attempt;

import io.wasettings.processor.validation.url.Target;

/**
 * A command whose URLs keep the policy.
 *
 * @param webhook the webhook with its judged addresses
 * @param access how its credential is come by
 */
record Judged(Submitted command, Target webhook, Access access) {}
