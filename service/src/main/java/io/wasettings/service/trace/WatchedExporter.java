package io.wasettings.service.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.wasettings.service.log.LogLine;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the collector does not take spans, and once that it takes them again. */
final class WatchedExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedExporter.class);

    private final SpanExporter exporter;
    private final String collector;
    private final AtomicBoolean away = new AtomicBoolean();

    WatchedExporter(SpanExporter exporter, URI collector) {
        this.exporter = exporter;
        this.collector = collector.getAuthority();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> ended(result));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private void ended(CompletableResultCode result) {
        boolean failed = !result.isSuccess();
        if (away.getAndSet(failed) == failed) {
            return;
        }
        if (failed) {
            LogLine.warn(LOG, "traces_not_exported")
                    .with("collector", collector)
                    .with("cause", cause(result.getFailureThrowable()))
                    .write();
        } else {
            LogLine.info(LOG, "traces_exported").with("collector", collector).write();
        }
    }

    /** The type of the network's failure, however often it is wrapped; not its text, which could be the collector's. */
    private static String cause(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return cause.getClass().getSimpleName();
            }
        }
        return "it refuses them";
    }
}
