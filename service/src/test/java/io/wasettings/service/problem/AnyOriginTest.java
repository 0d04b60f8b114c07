package io.wasettings.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.cors.CorsConfiguration;

class AnyOriginTest {

    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final CorsConfiguration open = new CorsConfiguration();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void what_is_open_to_one_origin_is_open_to_no_other() throws Exception {
        open.setAllowedOrigins(List.of("https://grafana.example"));
        open.setAllowedMethods(List.of("GET"));
        request.addHeader("Origin", "https://other.example");

        assertThat(new AnyOrigin().processRequest(open, request, response)).isFalse();
        assertThat(response.getHeader(ALLOWED)).isNull();
    }

    @Test
    void what_is_open_to_any_origin_is_so_whatever_the_origin_is_called() throws Exception {
        open.setAllowedOrigins(List.of("*"));
        request.addHeader("Origin", "http://127.0.0.1:99999999999");

        assertThat(new AnyOrigin().processRequest(open, request, response)).isTrue();
        assertThat(response.getHeader(ALLOWED)).isEqualTo("*");
    }
}
