package io.wasettings.processor.intake;

import static org.awaitility.Awaitility.await;

import io.wasettings.testkit.MutableClock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private final HandlerStub handler = new HandlerStub();
    private final IntakeProperties settings = Deliveries.settings(1, 1);
    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void it_begins_again_when_no_thread_was_to_be_had() {
        Lanes lanes = new Lanes(settings, handler, Runnable::run, System::nanoTime);
        Intake intake = new Intake(this::begin, CommitRecorder::new, handler, lanes, settings, new MutableClock());

        intake.start();

        await().until(() -> begun.get() > 1);
        intake.stop();
    }

    private Subscription begin() {
        begun.incrementAndGet();
        throw new OutOfMemoryError("unable to create native thread");
    }
}
