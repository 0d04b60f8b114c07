package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import io.wasettings.testkit.DocumentRules;
import org.junit.jupiter.api.Test;

/** Holds both contracts against the published rules of their formats. */
class DocumentsTest {

    private final DocumentRules openapi = new DocumentRules(Contract.packaged("openapi.yaml"));
    private final DocumentRules asyncapi = new DocumentRules(Contract.packaged("asyncapi.yaml"));

    @Test
    void the_contract_of_the_http_api_is_openapi_3_1() {
        assertThat(openapi.againstOpenApi()).isEmpty();
    }

    @Test
    void the_contract_of_the_topics_is_asyncapi_3_0() {
        assertThat(asyncapi.againstAsyncApi()).isEmpty();
    }

    @Test
    void a_document_that_breaks_the_rules_is_found_out() {
        DocumentRules broken = new DocumentRules(Json.mapper().readTree("""
                {"openapi": "3.1.0", "info": {"version": "2"}, "paths": {},
                 "components": {"parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}, "example": 1}}}}"""));

        assertThat(broken.againstOpenApi()).isNotEmpty();
        assertThat(broken.ofExamples()).singleElement().asString().contains("/components/parameters/P");
    }

    @Test
    void every_example_of_the_http_api_is_what_its_schema_says() {
        assertThat(openapi.ofExamples()).isEmpty();
    }

    @Test
    void every_example_of_a_message_is_what_its_schemas_say() {
        assertThat(asyncapi.ofMessages()).isEmpty();
    }
}
