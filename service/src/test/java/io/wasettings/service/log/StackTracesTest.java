package io.wasettings.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Stack traces as both applications configure them, in a log for people. */
class StackTracesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"s3cr3t\u001b[2J\nevent=fake", "\r\nevent=fake", "\n\n\tevent=fake", "\u202e\u2028event=fake\n"})
    void what_a_message_quotes_forges_no_line_and_disturbs_no_terminal(String message) throws IOException {
        String trace = written(new IllegalStateException(message, new IllegalArgumentException(message)));

        assertThat(trace).doesNotContain("\u001b", "\r", "\u202e", "\u2028").contains("event=fake");
        assertThat(trace.lines()).noneMatch(line -> line.matches("\\s*event=fake.*"));
    }

    @Test
    void a_trace_keeps_its_lines() throws IOException {
        String trace = written(new IllegalStateException("outer", new IllegalArgumentException("inner")));

        assertThat(trace.lines())
                .contains(
                        "java.lang.IllegalStateException: outer",
                        "Caused by: java.lang.IllegalArgumentException: inner")
                .anyMatch(line -> line.startsWith("\tat " + StackTracesTest.class.getName()))
                .noneMatch(line -> line.contains("?"));
        assertThat(trace).endsWith("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "file"})
    void every_pattern_writes_them_so(String target) throws IOException {
        StandardEnvironment environment = environment();

        assertThat(environment.getProperty("logging.pattern." + target))
                .endsWith("%n" + environment.getProperty("logging.exception-conversion-word"));
    }

    private static String written(Throwable fault) throws IOException {
        LoggerContext context = new LoggerContext();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("wEx", ExtendedWhitespaceThrowableProxyConverter::new);
        layout.setPattern("%m%n" + environment().getProperty("logging.exception-conversion-word"));
        layout.start();
        return layout.doLayout(
                new LoggingEvent("", context.getLogger("io.wasettings"), Level.ERROR, "event=it_failed", fault, null));
    }

    private static StandardEnvironment environment() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("service", new ClassPathResource("service.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return environment;
    }
}
