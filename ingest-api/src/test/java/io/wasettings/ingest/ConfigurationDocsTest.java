package io.wasettings.ingest;

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

/** Holds the table of properties against the code, and with it every default. */
class ConfigurationDocsTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(wa\\.settings\\.[^`]+)` \\|([^|]+)\\|([^|]*)\\|[^|]+\\|$");
    private static final Map<String, String> TYPES = Map.of(
            "java.time.Duration", "duration",
            "java.nio.file.Path", "path",
            "java.lang.String", "text",
            "java.lang.Integer", "number",
            "java.lang.Long", "number",
            "java.lang.Short", "number",
            "io.wasettings.ingest.security.AuthProperties$Mode", "`jwt`, `introspection`, `tokens`");

    @Test
    void every_property_is_documented_with_its_type_and_default() throws IOException {
        assertThat(documented()).isEqualTo(declared());
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("../docs/ingest-configuration.md")))
                .results()
                .forEach(row -> rows.put(
                        row.group(1), row.group(2).strip() + " " + row.group(3).replaceAll("[` ]|required", "")));
        return rows;
    }

    private static Map<String, String> declared() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        try (InputStream metadata =
                IngestApplication.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            for (JsonNode property : Json.mapper().readTree(metadata).get("properties")) {
                properties.put(
                        property.get("name").stringValue(),
                        TYPES.get(property.get("type").stringValue()) + " "
                                + property.path("defaultValue").asString(""));
            }
        }
        return properties;
    }
}
