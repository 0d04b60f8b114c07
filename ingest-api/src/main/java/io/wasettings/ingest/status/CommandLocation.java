package io.wasettings.ingest.status;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Where the status of a command is found. */
public final class CommandLocation {

    /** What the path begins with; the id follows. */
    public static final String PREFIX = "/api/wa/v2/commands/";

    /**
     * The path pattern of settings: of any channel, so that one that there is not is told, but not under "commands",
     * where a command stands whatever its id.
     */
    public static final String SETTINGS_PATTERN = "/api/wa/v2/{channel:(?!commands$).+}/settings";

    private CommandLocation() {}

    /** The path that answers {@code GET} with the status of that command. */
    public static String of(String commandId) {
        return PREFIX + UriUtils.encode(commandId, StandardCharsets.UTF_8);
    }
}
