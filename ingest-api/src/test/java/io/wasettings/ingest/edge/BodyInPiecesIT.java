package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.SharedIngest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is read whole, and no further, however much of it came together with its head. */
class BodyInPiecesIT {

    private static final String BODY = Bodies.bearer("silent");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50})
    void the_rest_of_a_body_is_waited_for(int withTheHead) throws IOException {
        String request = request("close");
        int pause = request.length() - BODY.length() + withTheHead;

        assertThat(statuses(request.substring(0, pause), request.substring(pause)))
                .containsExactly("202");
    }

    @Test
    void requests_that_follow_at_once_are_answered_as_well() throws IOException {
        assertThat(statuses(request("keep-alive") + request("keep-alive") + request("close")))
                .containsExactly("202", "202", "202");
    }

    private static String request(String connection) {
        return Pieces.submission(BODY, "Connection: " + connection);
    }

    private static List<String> statuses(String... pieces) throws IOException {
        return Pieces.statuses(SharedIngest.port(), Duration.ofMillis(50), pieces);
    }
}
