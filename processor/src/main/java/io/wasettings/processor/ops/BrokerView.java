package io.wasettings.processor.ops;

import io.wasettings.processor.ops.Overview.Topics;
import io.wasettings.processor.watch.Backlog;
import io.wasettings.processor.watch.Watch;
import io.wasettings.service.kafka.TopicProperties;

/** What the broker was last seen to hold; nothing while it is away, rather than what it held before. */
final class BrokerView {

    private final Watch<Backlog> backlog;
    private final TopicProperties topics;

    BrokerView(Watch<Backlog> backlog, TopicProperties topics) {
        this.backlog = backlog;
        this.topics = topics;
    }

    Topics topics() {
        return backlog.latest()
                .map(read -> new Topics(read.waitingOn(topics.commands()), read.deadLetters(), true))
                .orElseGet(() -> new Topics(null, null, false));
    }
}
