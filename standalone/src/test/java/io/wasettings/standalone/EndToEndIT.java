package io.wasettings.standalone;

import java.util.List;

/** The suite on the embedded broker and store. */
class EndToEndIT extends EndToEndSuite {

    @Override
    List<String> infrastructure() {
        return List.of();
    }
}
