package io.wasettings.common.settings;

import java.util.ArrayList;
import java.util.List;

/** Warnings about members that came, but that settings of this {@code auth_type} and grant type do not use. */
public final class UnusedMembers {

    private UnusedMembers() {}

    /** Warnings about sealed secrets, the same as for a body. */
    public static List<FieldMessage> of(SubmittedSettings settings, Secrets sealed) {
        return of(
                settings,
                sealed.values().keySet().stream()
                        .map(name -> Secrets.POINTERS.getOrDefault(name, ""))
                        .toList());
    }

    /** @param given JSON Pointers of the members that came */
    static List<FieldMessage> of(SubmittedSettings settings, List<String> given) {
        List<FieldMessage> unused = new ArrayList<>();
        if (settings.usesBearer() && given.stream().anyMatch(field -> field.startsWith(Pointers.OAUTH2))) {
            unused.add(new FieldMessage(Pointers.OAUTH2, "was ignored: auth_type is \"bearer\""));
        }
        if (settings.usesOAuth2() && given.contains(Pointers.API_KEY)) {
            unused.add(new FieldMessage(Pointers.API_KEY, "was ignored: auth_type is \"oauth2\""));
        }
        if (settings.usesOAuth2() && given.contains(Pointers.REFRESH_TOKEN) && !settings.usesRefreshToken()) {
            unused.add(new FieldMessage(Pointers.REFRESH_TOKEN, "was ignored: grant_type is not \"refresh_token\""));
        }
        return unused;
    }
}
