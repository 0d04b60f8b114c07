package io.wasettings.processor.token;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known already of the ways in which a client may authenticate.
 *
 * @param worked the way that worked before, or null
 * @param refused the ways that were refused to this requester before
 */
public record KnownAuthMethods(@Nullable AuthMethod worked, Set<AuthMethod> refused) {

    /**
     * The ways that are left to try: what worked before first, then in their order. One that was refused before is not
     * tried again, so that neither retries nor replays multiply failed log-ins.
     */
    public List<AuthMethod> untried(PartnerClient client) {
        return Stream.concat(Stream.ofNullable(worked), Arrays.stream(AuthMethod.values()))
                .distinct()
                .filter(method -> !refused.contains(method))
                .filter(method -> method.applies(client.id(), client.secret()))
                .toList();
    }
}
