package io.wasettings.processor.validation.url;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;

/**
 * DNS servers, asked in turn until one answers the question. An answer of very many records is a failure, and no other
 * server is asked for it: whoever has the name decides how many there are. Over TCP there may be thousands, and the
 * cache keeps those of all sections.
 */
final class DnsServers extends ExtendedResolver {

    private static final int MOST_RECORDS = 64;

    DnsServers(List<? extends Resolver> servers) {
        super(List.copyOf(servers));
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return super.sendAsync(query, executor).thenCompose(DnsServers::bounded);
    }

    private static CompletionStage<Message> bounded(Message answer) {
        int records = IntStream.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL)
                .map(section -> answer.getSection(section).size())
                .sum();
        return records > MOST_RECORDS
                ? CompletableFuture.failedStage(new IOException(records + " records are too many"))
                : CompletableFuture.completedStage(answer);
    }
}
