package io.wasettings.processor.http;

import io.wasettings.processor.validation.url.HostAndPort;
import java.time.Instant;

/**
 * A host that is left alone for one partner, because that partner's calls to it kept failing.
 *
 * @param partner whose calls
 * @param host as in the URL, lower case
 * @param port 1 to 65535
 * @param since when the circuit opened; trials in vain do not count
 * @param until when some calls may try the host; past while they do
 * @param cause what became of the last call, in one sentence; no word of the remote server
 */
public record OpenCircuit(String partner, String host, int port, Instant since, Instant until, String cause) {

    /** The host as commands name it: with the port unless it is 443. */
    public String hostAndPort() {
        return HostAndPort.of(host, port);
    }
}
