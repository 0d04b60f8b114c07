package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.rolling.helper.FileNamePattern;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Where full log files go. */
class LogFileNamesTest {

    private static final String PATTERN = "logging.logback.rollingpolicy.file-name-pattern";

    private final StandardEnvironment environment = new StandardEnvironment();

    @ParameterizedTest
    @ValueSource(strings = {"/100%x y%20z/a.log", "/%d/a.log", "/%d{yyyy}/a (1).log"})
    void a_full_file_lies_beside_the_log_file_whatever_the_folder_is_called(String file) {
        name(file);
        ContextBase logback = new ContextBase();

        FileNamePattern pattern = new FileNamePattern(environment.getRequiredProperty(PATTERN), logback);

        assertThat(pattern.convertMultipleArguments(Instant.now(), 7))
                .startsWith(file + ".")
                .endsWith(".7.gz");
        assertThat(logback.getStatusManager().getCount()).isZero();
    }

    @Test
    void other_folders_are_left_to_spring_boot() {
        name("./data/a.log");

        assertThat(environment.getProperty(PATTERN)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wa.settings.standalone.data-dir", "wa.settings.standalone.demo"})
    void a_blank_or_missing_folder_is_the_default_one_for_the_log_too(String blank) {
        environment.getPropertySources().addFirst(new MapPropertySource("blank", Map.of(blank, "")));

        name("${wa.settings.standalone.data-dir}/a.log");

        assertThat(environment.getProperty("logging.file.name")).isEqualTo("./data/a.log");
    }

    private void name(String file) {
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("logging.file.name", file)));
        new LogFileNames().postProcessEnvironment(environment, new SpringApplication());
    }
}
