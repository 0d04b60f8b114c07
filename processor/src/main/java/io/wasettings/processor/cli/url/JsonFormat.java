package io.wasettings.processor.cli.url;

import io.wasettings.processor.validation.url.Addresses;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.UrlVerdict;
import java.io.StringWriter;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * For programs: JSON strings in, objects with {@code url}, {@code verdict}, {@code reason}, {@code host} and
 * {@code addresses} out. Jackson's streaming core alone, since binding takes longer to load than the policy.
 */
final class JsonFormat implements VerdictFormat {

    private static final String PUBLIC_ADDRESS = "public_address";
    private static final String TRUSTED_HOST = "trusted_host";

    /** ASCII only: unpaired surrogates survive, and a terminal is safe. */
    private final JsonFactory factory =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public String url(String line) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                String url = parser.getString();
                if (parser.nextToken() == null) {
                    return url;
                }
            }
        } catch (JacksonException e) {
            // Falls through to the one message for all that is no JSON string.
        }
        throw new IllegalArgumentException("is not a JSON string");
    }

    @Override
    public String line(String url, UrlVerdict verdict) {
        return verdict.fold(
                accepted -> line(url, accepted.target()),
                refused -> line(url, "refuse", refused.reason().wireName(), refused.host(), refused.addresses()),
                undecided -> line(url, "refuse", UrlVerdict.Undecided.REASON, undecided.host(), List.of()));
    }

    private String line(String url, Target target) {
        String reason = target.trusted() ? TRUSTED_HOST : PUBLIC_ADDRESS;
        return line(url, "accept", reason, target.host(), target.addresses());
    }

    private String line(String url, String verdict, String reason, @Nullable String host, List<InetAddress> addresses) {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), line)) {
            generator.writeStartObject();
            generator.writeStringProperty("url", url);
            generator.writeStringProperty("verdict", verdict);
            generator.writeStringProperty("reason", reason);
            generator.writeStringProperty("host", host);
            generator.writeArrayPropertyStart("addresses");
            addresses.forEach(address -> generator.writeString(Addresses.text(address)));
            generator.writeEndArray();
            generator.writeEndObject();
        }
        // Jackson counts DEL among what is plain in ASCII, but a terminal does not.
        return line.toString().replace("\u007F", "\\u007F");
    }
}
