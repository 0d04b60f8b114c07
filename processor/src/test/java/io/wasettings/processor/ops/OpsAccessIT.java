package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, and what is wrong with a question. */
class OpsAccessIT extends OpsSuite {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ops/commands?partnr=acme       | The parameter \"partnr\" is unknown; only \"code\", \"cursor\"",
                "/ops/commands?partner=a&partner=b | The parameter \"partner\" is repeated; send it once",
                "/ops/commands?code=many         | Correct code",
                "/ops/commands?since=today       | Correct since",
                "/ops/commands?since=%2B999999999-01-01T00:00:00Z | Correct since",
                "/ops/commands?until=-999999999-01-01T00:00:00Z   | Correct until",
                "/ops/summary?by=step&since=%2B999999999-01-01T00:00:00Z | Correct since",
                "/ops/commands?state=lost        | state is one of",
                "/ops/commands?limit=0           | limit must be 1 to 1000",
                "/ops/commands?order=any         | order is newest or oldest",
                "/ops/commands?cursor=x          | cursor is what",
                "/ops/commands/any?sorce=/test   | The parameter \"sorce\" is unknown; only \"source\" is allowed.",
                "/ops/commands/any?source=a&source=b | The parameter \"source\" is repeated; send it once",
                "/ops/summary                    | by is missing",
                "/ops/summary?bi=step            | The parameter \"bi\" is unknown; only \"by\", \"code\"",
                "/ops/summary?by=weather         | by is one of",
                "/ops/commands?partner=          | partner must not be blank; leave out what is not meant",
                "/ops/commands?state=failed&host=%20 | host must not be blank",
                "/ops/commands?code=             | code must not be blank",
                "/ops/summary?by=step&state=     | state must not be blank",
                "/ops/settings?stopped=true&partner= | partner must not be blank",
                "/ops/settings                   | Name the partner",
                "/ops/settings?stopped=maybe     | parked and stopped are true or false",
                "/ops/settings?key=acme          | A key is written",
                "/ops/settings?partner=acme&key=b/transactional/default | key goes neither with partner nor with stopped",
                "/ops/settings?stopped=true&key=b/transactional/default | key goes neither with partner nor with stopped",
                "/ops/overview?partner=acme      | The parameter \"partner\" is unknown; none is allowed.",
                "/ops/circuits?partner=acme      | The parameter \"partner\" is unknown",
                "/ops/keys?kid=a                 | The parameter \"kid\" is unknown",
                "/ops/replays/any?limit=1        | The parameter \"limit\" is unknown",
            })
    void a_wrong_query_is_named(String path, String detail) {
        assertProblem(OPS.get(path), 400, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"partnr\": \"acme\"} | The member \"partnr\" is unknown",
                "{\"code\": \"many\"}   | Correct the member code",
                "{\"all\": true, \"rate\": 0} | rate must be 1 to 10000",
                "{}                     | Say what is meant",
                "{\"parked\": true}      | Say what is meant",
                "{\"all\": true, \"partner\": \"acme\"} | all excludes",
                "{\"ids\": []}           | ids must name",
                "{\"ids\": [\"\"]}         | each of ids must not be blank",
                "{\"ids\": [\"a\", \" \"], \"dry_run\": true} | each of ids must not be blank",
                "{\"partner\": \"acme\", \"reason\": \" \"} | reason must say why, in 1 to 500 characters",
                "{\"partner\": \"acme\", \"reason\": \"\", \"dry_run\": true} | reason must say why",
                "{\"partner\": \"\", \"step\": \"token\"} | partner must not be blank",
                "{\"key\": \" \", \"step\": \"token\"} | key must not be blank",
                "{\"code\": 2012, \"step\": \"\"} | step must not be blank",
                "{\"code\": 2012, \"host\": \"\"} | host must not be blank",
                "{\"ids\": [\"a\"], \"source\": \"\"} | source must not be blank",
                "{\"ids\": [null], \"dry_run\": true} | Correct the member ids",
                "{\"all\": true, \"ids\": null} | Correct the member ids: null is no value; leave out what is not meant.",
                "{\"all\": true, \"partner\": null} | Correct the member partner: null",
                "{\"all\": true, \"since\": null} | Correct the member since: null",
                "{\"all\": true, \"limit\": null} | Correct the member limit: null",
                "{\"all\": true, \"dry_run\": null} | Correct the member dry_run: null",
                "{\"until\": \"+999999999-01-01T00:00:00Z\"} | Correct until",
                "{\"ids\": [\"a\"], \"partner\": \"b\"} | ids exclude filters",
                "{\"all\": true, \"since\": 1e300} | Correct the member since",
                "{\"all\": true, \"until\": 1767225600000} | Correct the member until",
                "{\"partner\": \"acme\", \"dry_run\": \"\"} | Correct the member dry_run",
                "{\"partner\": \"acme\", \"dry_run\": \"true\"} | Correct the member dry_run",
                "{\"partner\": \"acme\", \"dry_run\": 1} | Correct the member dry_run",
                "{\"partner\": \"acme\", \"dry_run\": true, \"limit\": \"\"} | Correct the member limit",
                "{\"partner\": \"acme\", \"dry_run\": true, \"limit\": \"1\"} | Correct the member limit",
                "{\"partner\": \"acme\", \"dry_run\": true, \"limit\": 1.9} | Correct the member limit",
                "{\"since\": \"2026-11-28\"} | Correct the member since: times are written 2026-01-01T00:00:00Z.",
                "{\"all\": true, \"rate\": \"1\"} | Correct the member rate: it has the wrong type.",
                "no json                | The body must be a JSON object as /openapi.yaml describes it.",
            })
    void a_wrong_body_is_named(String body, String detail) {
        assertProblem(OPS.post("/ops/replays", body), 400, detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"note\": null}", "{\"note\": \" \"}"})
    void to_park_one_takes_a_note(String body) {
        assertProblem(OPS.post("/ops/commands/none/park", body), 400, "note must say why, in 1 to 500 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | The body must be a JSON object as /openapi.yaml describes it.",
                "{\"reason\": \"why\"}  | The member \"reason\" is unknown; only \"note\" is allowed.",
            })
    void a_wrong_body_of_another_request_is_told_what_that_takes(String body, String detail) {
        assertProblem(OPS.post("/ops/commands/any/park", body), 400, detail);
    }

    @Test
    void what_changes_something_takes_no_query() {
        String detail = "The parameter \"dry_run\" is unknown; none is allowed.";

        assertProblem(OPS.post("/ops/replays?dry_run=true", "{\"partner\": \"nobody\"}"), 400, detail);
        assertProblem(OPS.delete("/ops/replays/none?dry_run=true"), 400, detail);
        assertProblem(OPS.post("/ops/renewals/nobody/transactional/default/resume?dry_run=true", "{}"), 400, detail);
    }

    @Test
    void nobody_gets_in_without_the_scope() {
        assertProblem(OPS.withToken("").get("/ops/commands"), 401, "Send an access token");
        assertProblem(OPS.withToken("nobody").get("/ops/commands"), 401, "unknown or has expired");
        assertProblem(OPS.withToken(OpsClient.PARTNER_TOKEN).get("/ops/commands"), 403, "wa.settings.observe");
        assertThat(OPS.withToken(OpsClient.PARTNER_TOKEN).head("/ops/commands").statusCode())
                .isEqualTo(403);
        assertProblem(OPS.withToken("").post("/ops/replays", "{}"), 401, "Send an access token");
    }

    @Test
    void an_observer_looks_and_changes_nothing() {
        OpsClient observer = OPS.withToken(OpsClient.OBSERVER_TOKEN);

        assertThat(observer.get("/ops/commands").statusCode()).isEqualTo(200);
        assertThat(observer.head("/ops/overview").statusCode()).isEqualTo(200);
        assertProblem(observer.post("/ops/replays", "{\"all\": true}"), 403, "wa.settings.operate");
        assertProblem(observer.delete("/ops/replays/any"), 403, "wa.settings.operate");
    }

    @Test
    void what_is_not_there_is_said() {
        assertProblem(OPS.get("/ops/replays/none"), 404, "There is no such replay");
        assertProblem(OPS.get("/ops/commands/none"), 404, "There is no such command");
        assertProblem(OPS.post("/ops/renewals/nobody/transactional/default/resume", "{}"), 404, "no settings");
        assertThat(OPS.post("/ops/commands", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void the_console_is_served_with_a_policy_that_lets_nothing_foreign_in() {
        HttpResponse<String> page = OPS.withToken("").get("/console/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Settings console</title>");
        assertThat(OPS.withToken("").get("/console/lib/lit-html.js").statusCode())
                .isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(OPS.withToken("").get("/console/console.js").statusCode()).isEqualTo(200);
        assertThat(OPS.withToken("").get("/").headers().firstValue("Location").orElseThrow())
                .endsWith("/console/");
    }
}
