package io.wasettings.service.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties {@code wa.settings.*} that the configuration metadata on the class path names. */
final class KnownProperties {

    static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("wa.settings");

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private KnownProperties() {}

    /** The type of each property, as in Java, by its name. */
    static Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        try {
            for (URL metadata :
                    Collections.list(KnownProperties.class.getClassLoader().getResources(METADATA))) {
                try (InputStream json = metadata.openStream()) {
                    for (JsonNode property : new JsonMapper().readTree(json).path("properties")) {
                        String name = property.path("name").asString("");
                        if (name.startsWith(PREFIX + ".")) {
                            types.put(name, property.path("type").asString(""));
                        }
                    }
                }
            }
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
