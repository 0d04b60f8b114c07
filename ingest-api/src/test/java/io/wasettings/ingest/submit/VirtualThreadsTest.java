package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.AsyncTaskExecutor;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withPropertyValues("spring.config.name=ingest-api")
            .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class));

    @Test
    void requests_are_worked_on_by_virtual_threads() {
        context.run(started -> assertThat(started.getBean("applicationTaskExecutor", AsyncTaskExecutor.class)
                        .submit(() -> Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()))
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo(true));
    }
}
