package io.wasettings.processor.intake;

import static io.wasettings.processor.intake.Deliveries.delivery;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Servers;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** Lanes over a handler that is finished by hand, and a clock that stands still until it is moved. */
abstract class LanesSuite {

    static final TopicPartition PARTITION = new TopicPartition(Deliveries.TOPIC, 0);

    final HandlerStub handler = new HandlerStub();
    final PartitionProgress progress = new PartitionProgress(null);
    long nanos;

    Lanes lanes(IntakeProperties settings) {
        return new Lanes(settings, handler, Runnable::run, () -> nanos);
    }

    /** Finishes it after its server has taken that long. */
    void finishAfter(Duration time, Delivery delivery) {
        Servers servers = handler.servers.get(delivery);
        nanos -= time.toNanos();
        servers.begin();
        nanos += time.toNanos();
        servers.end();
        handler.finish(delivery);
    }

    /** Lets what broke off be given back. */
    void giveBack(Lanes lanes) {
        nanos += Duration.ofSeconds(1).toNanos();
        lanes.giveBack();
    }

    Delivery offer(Lanes lanes, String key, long offset) {
        return offer(lanes, delivery(key, offset));
    }

    Delivery offer(Lanes lanes, Delivery delivery) {
        progress.started(delivery.offset(), delivery.offset());
        lanes.offer(delivery, progress);
        return delivery;
    }
}
