package io.wasettings.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedQueryTest {

    @ParameterizedTest
    @CsvSource({
        "from=%zz, from",
        "a=1&&from=%&b=%zz, from",
        "from=%FF, from",
        "from=%ED%A0%80, from",
        "%zz=1, %zz",
        "%4, %4",
        "a=%2B+%C3%BC&=1, ''",
        "a123456789b123456789c123456789d123456789=%zz, a123456789b123456789c123456789d1…"
    })
    void the_first_parameter_that_does_not_decode_is_named(String query, String name) {
        assertThat(MalformedQuery.problem(query).detail()).contains("\"" + name + "\"");
    }

    @Test
    void what_is_wrong_elsewhere_is_no_parameter_of_the_query() {
        assertThat(MalformedQuery.problem(null).detail()).startsWith("The query is malformed");
        assertThat(MalformedQuery.problem("from=%2B1415").detail()).startsWith("The query is malformed");
    }
}
