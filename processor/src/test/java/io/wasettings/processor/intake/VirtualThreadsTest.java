package io.wasettings.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.AsyncTaskExecutor;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withPropertyValues("spring.config.name=processor");

    @Test
    void commands_run_on_virtual_threads() {
        context.run(started -> {
            AsyncTaskExecutor workers = new IntakeConfiguration().commandWorkers(started.getEnvironment());

            assertThat(workers.submit(() -> Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()))
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo(true);
        });
    }
}
