package io.wasettings.standalone;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** The suite on the embedded broker and store, with the loudest log that anybody can ask for. */
@Tag("once")
class EndToEndIT extends EndToEndSuite {

    @Override
    List<String> infrastructure() {
        return List.of("--logging.level.root=TRACE");
    }
}
