package io.wasettings.processor.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Holds the tables of {@code docs/tokens.md} against the code. */
class TokenDocsTest {

    private static final Path DOCS = Path.of("../docs/tokens.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(wa\\.settings\\.processor\\.[^`]+)` \\|[^|]+\\| `([^`|]*)` \\|[^|]+\\|$");

    @Test
    void every_property_is_documented_with_its_default() throws IOException {
        assertThat(documented()).isEqualTo(declared());
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(Files.readString(DOCS)).results().forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    private static Map<String, String> declared() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        try (InputStream metadata =
                TokenProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            for (JsonNode property : Json.mapper().readTree(metadata).get("properties")) {
                String name = property.get("name").stringValue();
                if (name.startsWith("wa.settings.processor.tokens.")
                        || name.startsWith("wa.settings.processor.renewal.")) {
                    properties.put(name, property.path("defaultValue").asString(""));
                }
            }
        }
        return properties;
    }
}
