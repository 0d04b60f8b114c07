package io.wasettings.processor.http;

import java.time.Instant;

/**
 * A host that is left alone for one partner, because that partner's calls to it kept failing.
 *
 * @param partner whose calls
 * @param host as commands name it: with the port unless it is 443
 * @param since when the circuit opened; trials in vain do not count
 * @param until when some calls may try the host; past while they do
 * @param why what became of the last call, in one sentence; no word of the remote server
 */
public record OpenCircuit(String partner, String host, Instant since, Instant until, String why) {}
