package io.wasettings.processor.command.attempt;

/** A command whose webhook took the call. */
record Probed(Authorized authorized) {}
