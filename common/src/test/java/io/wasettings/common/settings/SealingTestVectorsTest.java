package io.wasettings.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.seal.Unsealed.Opened;
import io.wasettings.common.text.Json;
import io.wasettings.testkit.SealingTestVectors;
import io.wasettings.testkit.SealingTestVectors.Vector;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;

/** Holds the published test vectors, sealed by another library, against the opening of them. */
class SealingTestVectorsTest {

    private static final SealingTestVectors VECTORS = SealingTestVectors.read();

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void a_test_vector_opens_to_what_it_says(Vector vector) throws Exception {
        SecretBox box = new SecretBox(JWKSet.parse(VECTORS.privateKeys()));
        Map<String, String> payload =
                new HashMap<>(Json.mapper().readValue(vector.plaintext(), new TypeReference<Map<String, String>>() {}));
        String key = payload.remove("key");

        assertThat(box.open(key, vector.jwe())).isEqualTo(new Opened<>(new Secrets(payload)));
    }

    static Stream<Vector> vectors() {
        return VECTORS.vectors().stream();
    }
}
