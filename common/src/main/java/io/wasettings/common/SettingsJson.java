package io.wasettings.common;

import io.wasettings.common.SettingsBody.OAuth2;
import io.wasettings.common.SettingsBody.WithBearer;
import io.wasettings.common.SettingsBody.WithOAuth2;
import io.wasettings.common.SettingsBody.WithRefreshToken;
import io.wasettings.common.Status.FieldMessage;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads settings bodies in two steps: {@link #decodeRequest decode} the JSON without any coercion, then
 * {@link #validate} the rules, all of them at once. No message quotes a value. Thread-safe.
 */
public final class SettingsReader {

    private final Validator validator;

    public SettingsReader() {
        // Without expression language: constraint messages are literals.
        this.validator = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }

    /** What decoding made of the bytes: {@link Decoded} or {@link Undecodable}. */
    public sealed interface Decoding permits Decoded, Undecodable {}

    /**
     * A body whose members have the documented types; its rules are not checked yet.
     *
     * @param body the known members
     * @param sealedSecrets the JWE of a command, or null
     * @param warnings what was ignored
     */
    public record Decoded(SettingsBody body, @Nullable String sealedSecrets, List<FieldMessage> warnings)
            implements Decoding {}

    /**
     * Not a settings body.
     *
     * @param detail one sentence for a person
     * @param errors the members of a wrong type, if it is that
     */
    public record Undecodable(String detail, List<FieldMessage> errors) implements Decoding {}

    /** Decodes the body of an HTTP request. */
    public Decoding decodeRequest(byte[] utf8) {
        return decode(utf8, false);
    }

    /** Decodes the value of a command record, in which {@code sealed_secrets} is a known member. */
    public Decoding decodeCommand(byte[] utf8) {
        return decode(utf8, true);
    }

    private static Decoding decode(byte[] utf8, boolean command) {
        Json.Parsed parsed = Json.parse(utf8);
        if (parsed instanceof Json.Malformed malformed) {
            return new Undecodable("The body " + malformed.problem() + ".", List.of());
        }
        JsonNode root = ((Json.Value) parsed).node();
        if (!root.isObject()) {
            return new Undecodable("The body must be a JSON object.", List.of());
        }
        JsonMembers members = new JsonMembers(root, "");
        JsonMembers oauth2 = members.object("oauth2");
        SettingsBody body = new SettingsBody(
                members.text("webhook_url"),
                members.text("from"),
                members.text("auth_type"),
                members.text("api_key"),
                oauth2 == null ? null : decodeOAuth2(oauth2));
        String sealedSecrets = command ? members.text("sealed_secrets") : null;
        List<FieldMessage> wrongTypes = new ArrayList<>(members.wrongTypes());
        List<FieldMessage> warnings = new ArrayList<>(members.unknown());
        if (oauth2 != null) {
            wrongTypes.addAll(oauth2.wrongTypes());
            warnings.addAll(oauth2.unknown());
        }
        if (!wrongTypes.isEmpty()) {
            return new Undecodable("A member has the wrong JSON type.", wrongTypes);
        }
        warnings.addAll(unused(body));
        return new Decoded(body, sealedSecrets, warnings);
    }

    private static OAuth2 decodeOAuth2(JsonMembers members) {
        return new OAuth2(
                members.text("grant_type"),
                members.text("token_url"),
                members.text("client_id"),
                members.text("client_secret"),
                members.text("refresh_token"),
                members.texts("scopes"),
                members.integer("expires_in"));
    }

    private static List<FieldMessage> unused(SettingsBody body) {
        List<FieldMessage> unused = new ArrayList<>();
        if ("bearer".equals(body.authType()) && body.oauth2() != null) {
            unused.add(new FieldMessage("/oauth2", "was ignored: auth_type is \"bearer\""));
        }
        if (body.usesOAuth2() && body.apiKey() != null) {
            unused.add(new FieldMessage("/api_key", "was ignored: auth_type is \"oauth2\""));
        }
        if (body.usesOAuth2()
                && body.oauth2() != null
                && body.oauth2().refreshToken() != null
                && !body.usesRefreshToken()) {
            unused.add(new FieldMessage("/oauth2/refresh_token", "was ignored: grant_type is not \"refresh_token\""));
        }
        return unused;
    }

    /** Checks all rules of the body but the URL policy; empty when it keeps them. */
    public List<FieldMessage> validate(SettingsBody body) {
        return validator.validate(body, groups(body)).stream()
                .map(SettingsReader::fieldMessage)
                .distinct()
                .sorted(Comparator.comparing(FieldMessage::field))
                .toList();
    }

    private static Class<?>[] groups(SettingsBody body) {
        List<Class<?>> groups = new ArrayList<>(List.of(Default.class));
        if ("bearer".equals(body.authType())) {
            groups.add(WithBearer.class);
        }
        if (body.usesOAuth2()) {
            groups.add(WithOAuth2.class);
        }
        if (body.usesRefreshToken()) {
            groups.add(WithRefreshToken.class);
        }
        return groups.toArray(Class<?>[]::new);
    }

    private static FieldMessage fieldMessage(ConstraintViolation<SettingsBody> violation) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(snakeCase(node.getName()));
            }
        }
        return new FieldMessage(pointer.toString(), violation.getMessage());
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
