package io.wasettings.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class AccessTokenHeaderTest {

    private final AccessTokenHeader header = new AccessTokenHeader();
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @ParameterizedTest
    @ValueSource(strings = {"Bearer t0k3n", "bearer t0k3n", "BEARER   t0k3n  "})
    void the_scheme_is_read_in_any_case_and_with_any_number_of_spaces(String field) {
        request.addHeader("Authorization", field);

        assertThat(header.resolve(request)).isEqualTo("t0k3n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer t=k", "Bearer tökén"})
    void a_token_that_is_none_is_an_error_that_does_not_quote_it(String field) {
        request.addHeader("Authorization", field);

        assertThatThrownBy(() -> header.resolve(request))
                .isInstanceOf(OAuth2AuthenticationException.class)
                .hasMessageNotContaining("tökén");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dTpw", "Bearertoken", ""})
    void another_scheme_is_no_token(String field) {
        request.addHeader("Authorization", field);

        assertThat(header.resolve(request)).isNull();
    }

    @Test
    void a_token_in_a_form_or_in_the_url_is_not_looked_for() {
        request.setMethod("POST");
        request.setContentType("application/x-www-form-urlencoded");
        request.setParameter("access_token", "t0k3n");
        request.setQueryString("access_token=t0k3n");

        assertThat(header.resolve(request)).isNull();
    }

    @Test
    void two_fields_are_one_too_many() {
        request.addHeader("Authorization", "Bearer a");
        request.addHeader("Authorization", "Bearer b");

        assertThatThrownBy(() -> header.resolve(request))
                .isInstanceOf(OAuth2AuthenticationException.class)
                .hasMessageContaining("more than one");
    }
}
