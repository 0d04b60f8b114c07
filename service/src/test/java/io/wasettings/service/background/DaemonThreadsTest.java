package io.wasettings.service.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {

    @Test
    void a_thread_does_not_take_over_the_class_loader_of_the_request_that_needed_it() throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[0], before)) {
            current.setContextClassLoader(loader);

            Thread made = DaemonThreads.named("made").newThread(() -> {});

            assertThat(made.getContextClassLoader()).isSameAs(DaemonThreads.class.getClassLoader());
        } finally {
            current.setContextClassLoader(before);
        }
    }
}
