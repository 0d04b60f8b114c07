package io.wasettings.service.startup;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a program does before anything else, so that it starts wherever it is and ends whatever happens. */
public final class ProgramStart {

    /** Longer than an orderly end takes. Cutting one off loses nothing: unfinished commands are delivered again. */
    private static final long MOST_SECONDS = 60;

    private ProgramStart() {}

    /**
     * Makes the program independent of the machine's locale, whose digits, letters and calendar are for people and not
     * for logs, files and protocols, and limits how long it takes to end to {@value #MOST_SECONDS} seconds.
     */
    public static void prepare() {
        Locale.setDefault(Locale.ROOT);
        ShutdownLimit.install(TimeUnit.SECONDS.toMillis(MOST_SECONDS));
    }
}
