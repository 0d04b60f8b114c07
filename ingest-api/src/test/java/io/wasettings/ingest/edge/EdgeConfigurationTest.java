package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.limit.HeapRoom;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.AsyncTaskExecutor;

class EdgeConfigurationTest {

    private final DeadlineProtocol protocol = new DeadlineProtocol();
    private final Connector connector = new Connector(protocol);

    @Test
    void there_are_no_more_connections_than_the_heap_has_room_for() {
        protocol.setMaxConnections(16384);

        EdgeConfiguration.fit(connector, new HeapRoom(192L << 20));

        assertThat(protocol.getMaxConnections()).isEqualTo(1024);
    }

    @Test
    void a_large_heap_has_room_for_all_that_are_configured() {
        protocol.setMaxConnections(500);

        EdgeConfiguration.fit(connector, new HeapRoom(1L << 30));

        assertThat(protocol.getMaxConnections()).isEqualTo(500);
    }

    @Test
    void bodies_are_read_by_threads_that_do_nothing_else() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
                .withUserConfiguration(EdgeConfiguration.class)
                .run(context -> assertThat(context.getBeansOfType(AsyncTaskExecutor.class))
                        .containsOnlyKeys("applicationTaskExecutor", "bodyExecutor"));
    }
}
