package io.wasettings.common.settings;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.wasettings.common.settings.Credentials.Bearer;
import io.wasettings.common.settings.Credentials.Client;
import io.wasettings.common.settings.Credentials.RefreshToken;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    @SuppressWarnings("NullAway") // as callers without null checks would
    void what_a_producer_forgot_is_named_when_the_credentials_are_made() {
        assertThatNullPointerException().isThrownBy(() -> new Bearer(null)).withMessage("apiKey");
        assertThatNullPointerException()
                .isThrownBy(() -> new RefreshToken(null))
                .withMessage("refreshToken");
        assertThatNullPointerException()
                .isThrownBy(() -> new Client("https://login.example", "client", null, List.of(), 60))
                .withMessage("clientSecret");
    }
}
