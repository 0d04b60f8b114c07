package io.wasettings.ingest.submit;

import io.micrometer.common.KeyValue;
import java.util.regex.Pattern;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Names paths in metrics of requests as they are documented: without the rules for their variables. */
final class DocumentedPaths extends DefaultServerRequestObservationConvention {

    private static final Pattern RULED_VARIABLE = Pattern.compile("\\{(\\w+):[^{}]*}");

    @Override
    protected KeyValue uri(ServerRequestObservationContext context) {
        KeyValue pattern = super.uri(context);
        return KeyValue.of(
                pattern.getKey(), RULED_VARIABLE.matcher(pattern.getValue()).replaceAll("{$1}"));
    }
}
