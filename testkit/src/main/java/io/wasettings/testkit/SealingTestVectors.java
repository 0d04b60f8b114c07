package io.wasettings.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Test vectors for the sealing of producers in other languages. The key is the example of RFC 7517 appendix A.2, and so
 * no secret.
 *
 * @param privateKeys a JWK set (RFC 7517)
 * @param vectors what was sealed with its public part
 */
public record SealingTestVectors(String privateKeys, List<Vector> vectors) {

    private static final Path FILE = Path.of("..", "docs", "sealing-test-vectors.json");

    /**
     * One sealed value.
     *
     * @param name what it is an example of
     * @param plaintext the payload, a JSON object
     * @param jwe the same, sealed
     */
    public record Vector(String name, String plaintext, String jwe) {}

    /** The published ones. */
    public static SealingTestVectors read() {
        try {
            JsonNode file = JsonMapper.shared().readTree(Files.readString(FILE));
            return new SealingTestVectors(
                    file.get("private_keys").toString(),
                    file.get("vectors")
                            .valueStream()
                            .map(vector -> JsonMapper.shared().treeToValue(vector, Vector.class))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
