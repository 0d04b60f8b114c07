package io.wasettings.processor.validation.url;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.WireParseException;

/**
 * One DNS server. What it says about itself rather than about the name is a failure, so that the next server is asked:
 * SERVFAIL, REFUSED and NOTIMP (RFC 1035 section 4.1.1). A server that does not understand EDNS is asked again without
 * it (RFC 6891 section 7).
 */
final class DnsServer extends SimpleResolver {

    private static final Set<Integer> NO_ANSWERS = Set.of(Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP, Rcode.FORMERR);

    private final SimpleResolver withoutEdns;

    /** @param timeout of one question */
    DnsServer(InetSocketAddress address, Duration timeout) {
        super(address);
        this.withoutEdns = new SimpleResolver(address);
        setTimeout(timeout);
        withoutEdns.setTimeout(timeout);
        withoutEdns.setEDNS(-1);
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return super.sendAsync(query, executor)
                .handle((answer, failure) -> isFormatError(answer, failure)
                        ? withoutEdns.sendAsync(query, executor)
                        : stage(answer, failure))
                .thenCompose(Function.identity())
                .thenCompose(DnsServer::answer);
    }

    /** Said in a whole message, or in a bare header, which the library does not take for an answer. */
    private static boolean isFormatError(@Nullable Message answer, @Nullable Throwable failure) {
        return answer == null ? cause(failure) instanceof WireParseException : answer.getRcode() == Rcode.FORMERR;
    }

    /** What has failed: later stages get it wrapped. */
    static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    private static CompletionStage<Message> stage(@Nullable Message answer, @Nullable Throwable failure) {
        return answer == null
                ? CompletableFuture.failedStage(Objects.requireNonNull(failure))
                : CompletableFuture.completedStage(answer);
    }

    private static CompletionStage<Message> answer(Message message) {
        return NO_ANSWERS.contains(message.getRcode())
                ? CompletableFuture.failedStage(new IOException(Rcode.string(message.getRcode())))
                : CompletableFuture.completedStage(message);
    }
}
