package io.wasettings.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.wasettings.testkit.CapturedLog;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;

class SecurityProblemsTest {

    @AutoClose
    private final CapturedLog log = CapturedLog.of(SecurityProblems.class, Level.WARN);

    private final SecurityProblems problems = SecurityProblems.describedAt(null);

    @Test
    void an_outage_of_the_authorization_server_is_logged_once_not_for_each_request() throws IOException {
        for (int i = 0; i < 50; i++) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            problems.onAuthenticationFailure(
                    new MockHttpServletRequest(), response, new AuthenticationServiceException("away"));
            assertThat(response.getStatus()).isEqualTo(503);
        }

        assertThat(log.lines("authorization_server_unavailable")).hasSize(1);
    }
}
