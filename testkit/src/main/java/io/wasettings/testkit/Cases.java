package io.wasettings.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hard cases from public sources: one JSON object a case, with {@code id}, input, expected verdict and source. */
public final class Cases {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Cases() {}

    /**
     * The cases of a file such as {@code bodies}. The system property {@code cases.dir} names a folder with more of
     * them, which is read instead of the copy in this module.
     */
    public static Stream<JsonNode> of(String name) {
        String folder = System.getProperty("cases.dir");
        try (InputStream in = folder == null
                ? Cases.class.getResourceAsStream("/cases/" + name + ".json")
                : Files.newInputStream(Path.of(folder, name + ".json"))) {
            return MAPPER.readTree(in).valueStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The exact bytes of a body: {@code body_b64}, or what {@code gen} describes. */
    public static byte[] bytes(JsonNode holder) {
        if (holder.hasNonNull("body_b64")) {
            return Base64.getDecoder().decode(holder.get("body_b64").stringValue());
        }
        if (holder.hasNonNull("gen")) {
            return generated(holder.get("gen")).getBytes(StandardCharsets.UTF_8);
        }
        return holder.path("body").stringValue("").getBytes(StandardCharsets.UTF_8);
    }

    private static String generated(JsonNode gen) {
        if (gen.has("parts")) {
            StringBuilder text = new StringBuilder();
            gen.get("parts")
                    .forEach(part -> text.append(
                            part.get(0).stringValue().repeat(part.get(1).intValue())));
            return text.toString();
        }
        return gen.get("prefix").stringValue()
                + gen.get("repeat").stringValue().repeat(gen.get("count").intValue())
                + gen.get("suffix").stringValue();
    }
}
