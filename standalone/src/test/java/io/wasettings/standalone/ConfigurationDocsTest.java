package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** Holds the tables of properties against the code of all applications, and with them every default. */
class ConfigurationDocsTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(wa\\.settings\\.[^`]+)` \\|([^|]+)\\|([^|]*)\\|[^|]+\\|$");
    private static final Pattern SERVER_ROW = Pattern.compile("(?m)^\\| (`server\\.[^|]+`) \\| ([^|]+) \\|[^|]+\\|$");
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("java.time.Duration", "duration"),
            Map.entry("org.springframework.util.unit.DataSize", "size"),
            Map.entry("java.nio.file.Path", "path"),
            Map.entry("java.net.URI", "URL"),
            Map.entry("java.lang.String", "text"),
            Map.entry("java.lang.Boolean", "boolean"),
            Map.entry("java.lang.Integer", "number"),
            Map.entry("java.lang.Long", "number"),
            Map.entry("java.lang.Short", "number"),
            Map.entry("java.lang.Float", "number"),
            Map.entry("java.lang.Double", "number"),
            Map.entry("java.util.List<java.time.Duration>", "durations"),
            Map.entry("java.util.List<java.lang.String>", "texts"),
            Map.entry("java.util.Set<java.lang.String>", "texts"),
            Map.entry("java.util.Set<java.lang.Integer>", "numbers"),
            Map.entry("io.wasettings.ingest.security.AuthProperties$Mode", "`jwt`, `introspection`, `tokens`"));

    @Test
    void every_property_is_documented_with_its_type_and_default() throws IOException {
        assertThat(documented()).isEqualTo(declared());
    }

    @Test
    void defaults_of_the_server_are_documented_as_they_are() throws IOException {
        EnumerablePropertySource<?> ingest = defaults("ingest-api.yaml");
        Map<String, String> expected = new TreeMap<>();
        Stream.of(ingest.getPropertyNames())
                .filter(name -> name.startsWith("server.tomcat.") || name.startsWith("server.max-"))
                .forEach(name -> expected.put("`" + name + "`", "`" + ingest.getProperty(name) + "`"));
        expected.put(
                "`server.address`, `server.port`",
                "`%s`, `%s` or `%s`"
                        .formatted(
                                defaults("service.yaml").getProperty("server.address"),
                                ingest.getProperty("server.port"),
                                defaults("processor.yaml").getProperty("server.port")));

        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(SERVER_ROW
                        .matcher(Repository.read("docs/configuration.md"))
                        .results()
                        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2))))
                .containsAllEntriesOf(expected);
    }

    private static EnumerablePropertySource<?> defaults(String file) throws IOException {
        return (EnumerablePropertySource<?>) new YamlPropertySourceLoader()
                .load(file, new ClassPathResource(file))
                .get(0);
    }

    private static Map<String, String> documented() {
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(Repository.read("docs/configuration.md"))
                .results()
                .forEach(row -> rows.put(
                        row.group(1), row.group(2).strip() + " " + row.group(3).replaceAll("[` ]|required", "")));
        return rows;
    }

    private static Map<String, String> declared() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        for (URL metadata :
                Collections.list(ConfigurationDocsTest.class.getClassLoader().getResources(METADATA))) {
            try (InputStream json = metadata.openStream()) {
                for (JsonNode property : Json.mapper().readTree(json).path("properties")) {
                    String name = property.path("name").asString();
                    if (name.startsWith("wa.settings.")) {
                        String described = describe(property);
                        String before = properties.put(name, described);
                        assertThat(Objects.requireNonNullElse(before, described))
                                .as("%s where it is declared twice", name)
                                .isEqualTo(described);
                    }
                }
            }
        }
        return properties;
    }

    private static String describe(JsonNode property) {
        String type = property.path("type").asString();
        return TYPES.getOrDefault(type, type) + " " + value(property.path("defaultValue"));
    }

    private static String value(JsonNode value) {
        return value.asString("").replaceAll("[\\[\\] ]", "");
    }
}
