package io.wasettings.service.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;

/** {@code traceparent} of W3C Trace Context, whose form was checked when it came in. */
final class W3c {

    private static final String VERSION = "00-";
    private static final int SPAN_ID = 36;
    private static final int TRACE_ID = 3;
    private static final int FLAGS = 53;

    private W3c() {}

    static String traceparent(SpanContext context) {
        return VERSION + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }

    /** The context that has that one as its parent; an invalid one begins a new trace. */
    static Context context(String traceparent) {
        SpanContext remote = SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE_ID, SPAN_ID - 1),
                traceparent.substring(SPAN_ID, FLAGS - 1),
                TraceFlags.fromHex(traceparent, FLAGS),
                TraceState.getDefault());
        return Context.root().with(Span.wrap(remote));
    }
}
