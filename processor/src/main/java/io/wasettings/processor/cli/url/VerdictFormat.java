package io.wasettings.processor.cli.url;

import io.wasettings.processor.validation.url.UrlVerdict;

/** How URLs are read and verdicts are written, one a line. */
interface VerdictFormat {

    /**
     * The URL that a line of standard input states.
     *
     * @throws IllegalArgumentException if the line states none; the message completes "line 3 …"
     */
    String url(String line);

    /** The line for that URL's verdict, safe to print on a terminal. */
    String line(String url, UrlVerdict verdict);
}
