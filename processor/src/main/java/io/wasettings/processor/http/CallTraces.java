package io.wasettings.processor.http;

import io.opentelemetry.api.trace.SpanKind;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.service.trace.Traces;
import io.wasettings.service.trace.Traces.Trace;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes calls to partners part of the trace, and tells them of it only if that is configured. */
final class CallTraces {

    private static final int FIRST_ERROR = 400;

    private final Traces traces;
    private final boolean propagate;

    CallTraces(Traces traces, boolean propagate) {
        this.traces = traces;
        this.propagate = propagate;
    }

    /** Calls that target in a span of its own, which names neither its path nor its query: both may hold secrets. */
    Exchange call(Target target, Map<String, String> headers, Function<Map<String, String>, Exchange> call) {
        Trace trace = traces.begin("call partner", SpanKind.CLIENT, null)
                .with("http.request.method", "POST")
                .with("server.address", target.host())
                .with("server.port", target.port());
        try {
            return told(trace, trace.run(() -> call.apply(headers(headers, trace.traceparent()))));
        } finally {
            trace.end();
        }
    }

    private static Exchange told(Trace trace, Exchange exchange) {
        return exchange.fold(
                answer -> {
                    trace.with("http.response.status_code", answer.status());
                    if (answer.status() >= FIRST_ERROR) {
                        trace.failed(String.valueOf(answer.status()));
                    }
                    return exchange;
                },
                failure -> {
                    trace.failed(failure.kind().name());
                    return exchange;
                });
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
