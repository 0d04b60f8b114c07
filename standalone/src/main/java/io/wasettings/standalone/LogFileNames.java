package io.wasettings.standalone;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives the data folder its default if it is missing or blank. If the path of the log file holds a {@code %}, escapes
 * it for Logback, whose only escape is a date that consists of it.
 */
final class LogFileNames implements EnvironmentPostProcessor, Ordered {

    private static final String FOLDER = "wa.settings.standalone.data-dir";
    private static final String FILE = "logging.file.name";
    private static final String PATTERN = "logging.logback.rollingpolicy.file-name-pattern";
    private static final String PERCENT = "%d{%,aux}";
    /** Spring Boot's own. */
    private static final String FULL_FILE = ".%d{yyyy-MM-dd}.%i.gz";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty(FOLDER, "").isBlank()) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("data folder", Map.of(FOLDER, StandaloneProperties.DATA_DIR)));
        }
        String file = environment.getProperty(FILE, "");
        if (file.contains("%")) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "log file names", Map.of(PATTERN, file.replace("%", PERCENT) + FULL_FILE)));
        }
    }

    /** After the files that name the log file have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
