package io.wasettings.service.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Traces of commands: spans, and the W3C context that takes them from one process to the next. If nobody collects them,
 * no span is made, and the incoming context is handed on unchanged. Thread-safe.
 */
public final class Traces {

    private final Tracer tracer;

    public Traces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.wasettings");
    }

    /** Traces that nobody collects. */
    public static Traces off() {
        return new Traces(OpenTelemetry.noop());
    }

    /**
     * Begins a span that may end on another thread.
     *
     * @param name what is done; never anything that a partner sent
     * @param traceparent the W3C trace context to continue; null for that of this thread or, if it has none, a new
     *     trace
     */
    public Trace begin(String name, SpanKind kind, @Nullable String traceparent) {
        Context parent = traceparent == null ? Context.current() : W3c.context(traceparent);
        return new Trace(
                tracer.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan(), traceparent);
    }

    /** Runs the work in a child of this thread's span; an exception marks it as failed. */
    public <T> T span(String name, SpanKind kind, Supplier<T> work) {
        Trace trace = begin(name, kind, null);
        try {
            return trace.run(work);
        } catch (RuntimeException e) {
            trace.failed(e);
            throw e;
        } finally {
            trace.end();
        }
    }

    /** Adds an attribute to this thread's span; never a secret or a payload. */
    public static void note(String key, String value) {
        Span.current().setAttribute(key, value);
    }

    /** Marks this thread's span as failed. */
    public static void noteFailure(String reason) {
        Span.current().setStatus(StatusCode.ERROR, reason);
    }

    /** A span that is under way. */
    public static final class Trace {

        private final Span span;
        private final @Nullable String given;

        private Trace(Span span, @Nullable String given) {
            this.span = span;
            this.given = given;
        }

        /** Its W3C trace context; the incoming one if traces are not collected. */
        public @Nullable String traceparent() {
            SpanContext context = span.getSpanContext();
            return context.isValid() ? W3c.traceparent(context) : given;
        }

        /** Runs the work in this trace. */
        public <T> T run(Supplier<T> work) {
            return Context.current().with(span).wrapSupplier(work).get();
        }

        /** Adds an attribute; never a secret or a payload. */
        public Trace with(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        /** As above, a number. */
        public Trace with(String key, long value) {
            span.setAttribute(key, value);
            return this;
        }

        /** Marks it as failed. */
        public void failed(String reason) {
            span.setStatus(StatusCode.ERROR, reason);
        }

        /** Marks it as failed, by the kind of the failure alone: messages may quote what must not be told. */
        public void failed(@Nullable Throwable failure) {
            if (failure != null) {
                failed(failure.getClass().getSimpleName());
            }
        }

        /** Ends it. */
        public void end() {
            span.end();
        }

        /** Ends it when that stage completes. */
        public <T> CompletionStage<T> endWith(CompletionStage<T> stage) {
            return stage.whenComplete((done, failure) -> {
                failed(failure);
                end();
            });
        }
    }
}
