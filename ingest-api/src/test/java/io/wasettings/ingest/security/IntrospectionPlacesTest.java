package io.wasettings.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntrospectionPlacesTest {

    private final IntrospectionPlaces places = new IntrospectionPlaces();

    @Test
    void all_tokens_of_a_partner_have_one_share_together() {
        places.wasActive("first", "acme");
        places.wasActive("second", "acme");
        takeAShare("first");

        assertThat(places.take("second")).isEmpty();
    }

    @Test
    void a_partner_with_many_tokens_keeps_no_other_partners_from_being_asked_about() {
        IntStream.range(0, 3).forEach(number -> {
            places.wasActive("acme " + number, "acme");
            takeAShare("acme " + number);
        });
        places.wasActive("other", "globex");

        assertThat(places.take("other")).isPresent();
    }

    @Test
    void a_token_that_holds_no_more_takes_no_place_of_its_partners() {
        places.wasActive("revoked", "acme");
        places.wasActive("valid", "acme");

        places.wasRefused("revoked");
        takeAShare("revoked");

        assertThat(places.take("valid")).isPresent();
    }

    private void takeAShare(String token) {
        IntStream.range(0, IntrospectionPlaces.SHARE).forEach(place -> places.take(token));
    }
}
