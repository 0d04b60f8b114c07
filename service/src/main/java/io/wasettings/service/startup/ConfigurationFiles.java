package io.wasettings.service.startup;

import java.io.IOException;
import java.util.List;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Boot's loaders of configuration files, except that they name a file that cannot be read. They come before Boot's own.
 */
final class ConfigurationFiles {

    private ConfigurationFiles() {}

    /** First, so that a file of properties still outweighs the YAML beside it. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Properties extends PropertiesPropertySourceLoader {}

    /**
     * Names the file that is no YAML, and the place. The parser's message is not repeated: it quotes the file, which
     * may hold a password.
     */
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    static final class Yaml extends YamlPropertySourceLoader {

        /** @throws MisconfigurationException if it is no YAML */
        @Override
        public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
            try {
                return super.load(name, resource);
            } catch (YAMLException e) {
                String file = resource.isFile() ? resource.getFile().getPath() : resource.getDescription();
                throw new MisconfigurationException("Correct " + file + place(e)
                        + ": it is no YAML there. Indent with spaces, quote values that hold special characters, and"
                        + " name each key once.");
            }
        }

        private static String place(YAMLException failure) {
            Mark mark = failure instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
            return mark == null ? "" : ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        }
    }
}
