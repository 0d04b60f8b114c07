package io.wasettings.common.settings;

import io.wasettings.common.settings.SubmittedSettings.OAuth2;
import io.wasettings.common.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings as JSON: the body of a request, and the value of a command record. Reading is strict: no coercion, no
 * message that quotes a value. What was written reads back unchanged.
 */
public final class SettingsJson {

    private static final String SEALED_SECRETS = "sealed_secrets";

    private SettingsJson() {}

    /** The result of reading. */
    public sealed interface Decoding {

        /** One function per case, so that no case is forgotten. */
        <T> T fold(Function<Decoded, T> decoded, Function<Undecodable, T> undecodable);
    }

    /**
     * Settings whose members have the documented types; their rules are not checked yet.
     *
     * @param settings the known members
     * @param sealedSecrets the JWE of a command, or null
     * @param warnings what was ignored
     */
    public record Decoded(
            SubmittedSettings settings, @Nullable String sealedSecrets, List<FieldMessage> warnings)
            implements Decoding {
        @Override
        public <T> T fold(Function<Decoded, T> decoded, Function<Undecodable, T> undecodable) {
            return decoded.apply(this);
        }
    }

    /**
     * The bytes are not settings.
     *
     * @param detail one sentence for a person
     * @param errors the members of a wrong type, if that is the reason
     */
    public record Undecodable(String detail, List<FieldMessage> errors) implements Decoding {
        @Override
        public <T> T fold(Function<Decoded, T> decoded, Function<Undecodable, T> undecodable) {
            return undecodable.apply(this);
        }
    }

    /** Reads the body of an HTTP request. */
    public static Decoding readRequest(byte[] utf8) {
        return read(utf8, members -> null);
    }

    /** Reads the value of a command record, in which {@code sealed_secrets} is a known member. */
    public static Decoding readCommand(byte[] utf8) {
        return read(utf8, members -> members.text(SEALED_SECRETS));
    }

    /** Writes the value of a command record, with {@code sealedSecrets} in place of the secrets. */
    public static byte[] writeCommand(ValidSettings settings, String sealedSecrets) {
        SubmittedSettings open = SubmittedSettings.of(settings).with(new Secrets(Map.of()));
        ObjectNode value = Json.mapper().valueToTree(open);
        value.put(SEALED_SECRETS, sealedSecrets);
        return Json.mapper().writeValueAsBytes(value);
    }

    private static Decoding read(byte[] utf8, Function<JsonMembers, @Nullable String> sealedSecrets) {
        return Json.parse(utf8)
                .fold(
                        value -> value.isObject()
                                ? read(value, sealedSecrets)
                                : new Undecodable("The body must be a JSON object.", List.of()),
                        problem -> new Undecodable("The body " + problem + ".", List.of()));
    }

    private static Decoding read(JsonNode root, Function<JsonMembers, @Nullable String> sealedSecrets) {
        JsonMembers members = new JsonMembers(root, "");
        JsonMembers oauth2 = members.object("oauth2");
        SubmittedSettings settings = new SubmittedSettings(
                members.text("webhook_url"),
                members.text("from"),
                members.text("auth_type"),
                members.text("api_key"),
                oauth2 == null ? null : readOAuth2(oauth2));
        String sealed = sealedSecrets.apply(members);
        List<FieldMessage> wrongTypes = new ArrayList<>(members.wrongTypes());
        List<FieldMessage> warnings = new ArrayList<>(members.unknown());
        List<String> given = new ArrayList<>(members.given());
        if (oauth2 != null) {
            given.addAll(oauth2.given());
            wrongTypes.addAll(oauth2.wrongTypes());
            warnings.addAll(oauth2.unknown());
        }
        if (!wrongTypes.isEmpty()) {
            return new Undecodable("A member has the wrong JSON type.", wrongTypes);
        }
        warnings.addAll(0, UnusedMembers.of(settings, given));
        return new Decoded(settings, sealed, warnings);
    }

    private static OAuth2 readOAuth2(JsonMembers members) {
        return new OAuth2(
                members.text("grant_type"),
                members.text("token_url"),
                members.text("client_id"),
                members.text("client_secret"),
                members.text("refresh_token"),
                members.texts("scopes"),
                members.integer("expires_in"));
    }
}
