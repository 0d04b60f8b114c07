package io.wasettings.standalone.demo;

import io.wasettings.common.text.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Submits the requests of the demonstration and shows the answers in a table. */
public final class Demonstration {

    private final URI endpoint;
    private final String partner;
    private final String outage;
    private final String token;
    private final Duration patience;
    private final PrintStream out;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * A demonstration.
     *
     * @param ingest base URL of the ingest-api
     * @param partner base URL of the demo partner
     * @param outage base URL of its endpoints that are down
     * @param token an access token with which settings may be submitted
     * @param patience how long to wait for an answer
     * @param out where the table goes
     */
    public Demonstration(
            String ingest, String partner, String outage, String token, Duration patience, PrintStream out) {
        this.endpoint = URI.create(ingest + "/api/wa/v2/transactional/settings");
        this.partner = partner;
        this.outage = outage;
        this.token = token;
        this.patience = patience;
        this.out = out;
    }

    /**
     * Submits one request after the other, since a newer one for the same sender would overtake an older one; ends
     * early, and says so, at one that is not answered.
     */
    public void run() throws InterruptedException {
        out.printf("%nPOST %s%n%n", endpoint);
        List<DemoAnswer> answers = new ArrayList<>();
        String ending = tryIt();
        for (DemoRequests.Request request : DemoRequests.of(partner, outage)) {
            try {
                answers.add(submit(request));
            } catch (IOException | JacksonException e) {
                ending = "The demonstration ends here: no usable answer to \"" + request.name() + "\" ("
                        + e.getClass().getSimpleName() + ").";
                break;
            }
        }
        AnswerTable.print(answers, out);
        out.printf("%n%s%nServing until stopped (Ctrl-C).%n", ending);
    }

    private String tryIt() {
        return "Try it: curl -i %s -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '%s'"
                .formatted(
                        endpoint,
                        token,
                        "{\"webhook_url\": \"" + partner
                                + "/webhooks/transactional\", \"auth_type\": \"bearer\", \"api_key\": \"your_api_key\"}");
    }

    private DemoAnswer submit(DemoRequests.Request request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(endpoint)
                        .timeout(patience)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(request.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode body = Json.mapper().readTree(response.body());
        return DemoAnswer.of(request.name(), response.statusCode(), body);
    }
}
