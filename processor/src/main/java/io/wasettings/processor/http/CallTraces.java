package io.wasettings.processor.http;

import io.opentelemetry.api.trace.SpanKind;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.service.trace.Traces;
import io.wasettings.service.trace.Traces.Trace;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes calls to partners part of the trace, and tells them of it only where that is configured. */
final class CallTraces {

    private final Traces traces;
    private final boolean propagate;

    CallTraces(Traces traces, boolean propagate) {
        this.traces = traces;
        this.propagate = propagate;
    }

    /** Calls that target in a span of its own. */
    Exchange call(Target target, Map<String, String> headers, Function<Map<String, String>, Exchange> call) {
        Trace trace = traces.begin("call partner", SpanKind.CLIENT, Traces.current())
                .with("server.address", target.authority());
        try {
            return trace.run(() -> call.apply(headers(headers, trace.traceparent())));
        } finally {
            trace.end();
        }
    }

    private Map<String, String> headers(Map<String, String> headers, @Nullable String traceparent) {
        if (!propagate || traceparent == null) {
            return headers;
        }
        Map<String, String> more = new HashMap<>(headers);
        more.put("traceparent", traceparent);
        return more;
    }
}
