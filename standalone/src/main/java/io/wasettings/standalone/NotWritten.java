package io.wasettings.standalone;

import io.wasettings.service.log.LogLine;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Logs that the embedded store can no longer write its folder, and what to do. */
record NotWritten(Path folder) implements Consumer<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(NotWritten.class);

    @Override
    public void accept(Throwable failure) {
        LogLine.error(LOG, "store_not_written")
                .with("folder", folder)
                .with(
                        "cause",
                        NestedExceptionUtils.getMostSpecificCause(failure).getMessage())
                .with("hint", "look whether the disk is full or the folder read-only, then start standalone again")
                .write();
    }
}
