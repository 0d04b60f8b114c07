package io.wasettings.standalone;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Names the data folder that the log file lies in, the default one if nothing or only blanks name it, and names full
 * log files after the log file, whatever its folder is called. Logback takes a {@code %} in their path for the
 * beginning of a conversion word, and the only escape for it is a date that consists of it.
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

    /** After the files are read that name the log file. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
