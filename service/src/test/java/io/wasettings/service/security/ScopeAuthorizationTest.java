package io.wasettings.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

class ScopeAuthorizationTest {

    private final ScopeAuthorization authorization = new ScopeAuthorization(Scopes.WRITE);

    @Test
    void a_token_with_the_scope_is_let_in() {
        assertThat(authorize(new TestingAuthenticationToken("acme", "", Scopes.authority(Scopes.WRITE)))
                        .isGranted())
                .isTrue();
    }

    @Test
    void a_token_with_another_scope_is_told_which_one_it_lacks() {
        AuthorizationResult result =
                authorize(new TestingAuthenticationToken("acme", "", Scopes.authority(Scopes.READ)));

        assertThat(result).isEqualTo(Denial.forLackOf(Scopes.WRITE));
        assertThat(result.isGranted()).isFalse();
    }

    @Test
    void a_scope_is_no_authority_of_another_kind_by_the_same_name() {
        assertThat(authorize(new TestingAuthenticationToken("acme", "", Scopes.WRITE))
                        .isGranted())
                .isFalse();
    }

    @Test
    void whoever_has_no_token_is_asked_for_one_and_not_for_a_scope() {
        Authentication nobody =
                new AnonymousAuthenticationToken("key", "nobody", AuthorityUtils.createAuthorityList("ANY"));

        assertThat(authorize(nobody)).isNotInstanceOf(Denial.class);
        assertThat(authorize(nobody).isGranted()).isFalse();
        assertThat(authorize(null).isGranted()).isFalse();
    }

    private AuthorizationResult authorize(Authentication authentication) {
        return authorization.authorize(
                () -> authentication, new RequestAuthorizationContext(new MockHttpServletRequest()));
    }
}
