package io.wasettings.processor.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

class LastWorkTest {

    private final List<String> ended = new CopyOnWriteArrayList<>();

    @Test
    void it_is_done_when_all_else_has_stopped_and_before_anything_is_closed() {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.registerBean(LastWork.class, () -> new LastWork(() -> ended.add("last work")));
            context.registerBean("client", AutoCloseable.class, () -> () -> ended.add("client closed"));
            context.registerBean(Intake.class, () -> new Intake());
            context.refresh();
        }

        assertThat(ended).containsExactly("intake stopped", "last work", "client closed");
    }

    private final class Intake implements SmartLifecycle {

        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            ended.add("intake stopped");
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
