package io.wasettings.producer;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** A body in UTF-8, given up with an {@link IOException} as soon as it exceeds its limit. */
final class BoundedText implements BodySubscriber<String> {

    private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
    private @Nullable Subscription subscription;
    private long left;

    BoundedText(int bytes) {
        this.left = bytes;
    }

    @Override
    public CompletionStage<String> getBody() {
        return text.getBody();
    }

    @Override
    public void onSubscribe(Subscription body) {
        subscription = body;
        text.onSubscribe(body);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        left -= bytes.stream().mapToLong(ByteBuffer::remaining).sum();
        if (left >= 0) {
            text.onNext(bytes);
        } else if (subscription != null) {
            subscription.cancel();
            text.onError(new IOException("The body is too large"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        text.onError(failure);
    }

    @Override
    public void onComplete() {
        text.onComplete();
    }
}
