package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.wasettings.common.event.CloudEvent;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.service.trace.Traces;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trace of a command, from its record to its statuses and over its retries. */
class TracedCommandsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String GIVEN = "00-" + TRACE + "-b7ad6b7169203331-01";

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @BeforeEach
    void collect() {
        fixture.traces = new Traces(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().build())
                .build());
    }

    @Test
    void statuses_and_retries_carry_the_trace_that_a_command_came_with() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);

        fixture.handle(traced(fixture.bearer("1"), GIVEN));
        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(traceparent(fixture.redelivered("retry.2", 2))).isEqualTo(GIVEN);
        assertThat(fixture.sent(TOPICS.status()))
                .hasSize(2)
                .allSatisfy(status -> assertThat(traceparent(status))
                        .startsWith("00-" + TRACE + "-")
                        .isNotEqualTo(GIVEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-xyz", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void one_that_came_with_none_or_a_broken_one_gets_one_for_all_its_attempts(String broken) {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);

        fixture.handle(traced(fixture.bearer("1"), broken));
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));

        String trace = trace(traceparent(fixture.redelivered(TOPICS.deadLetter(), 0)));
        assertThat(fixture.sent(TOPICS.status()))
                .hasSize(3)
                .extracting(status -> trace(traceparent(status)))
                .containsOnly(trace);
    }

    @Test
    void where_nobody_collects_them_what_came_is_handed_on() {
        fixture.traces = Traces.off();

        fixture.handle(traced(fixture.bearer("1"), GIVEN));
        fixture.handle(fixture.bearer("2"));

        assertThat(fixture.sent(TOPICS.status())
                        .get(0)
                        .headers()
                        .lastHeader("traceparent")
                        .value())
                .isEqualTo(GIVEN.getBytes(UTF_8));
        assertThat(fixture.sent(TOPICS.status()).get(1).headers().lastHeader("traceparent"))
                .isNull();
    }

    private static Delivery traced(Delivery delivery, String traceparent) {
        return CommandFixture.with(delivery, "traceparent", traceparent);
    }

    private static String traceparent(Delivery delivery) {
        return valid(delivery.lastHeaders().get("traceparent"));
    }

    private static String traceparent(ProducerRecord<byte[], byte[]> record) {
        return valid(record.headers().lastHeader("traceparent").value());
    }

    private static String valid(byte[] header) {
        String traceparent = new String(header, UTF_8);
        assertThat(CloudEvent.isTraceparent(traceparent)).isTrue();
        return traceparent;
    }

    private static String trace(String traceparent) {
        return traceparent.split("-")[1];
    }
}
