package io.wasettings.ingest.discovery;

import java.util.List;
import java.util.stream.Stream;

/** The paths that anybody may read: the sealing keys, the contracts, and the page that shows the contracts. */
public final class PublicDocuments {

    static final String KEYS = "/.well-known/jwks.json";
    static final String OPENAPI = "/openapi.yaml";
    static final String ASYNCAPI = "/asyncapi.yaml";
    static final String PAGE = "/docs/";

    /** The contracts and their page, as patterns of Spring. */
    static final List<String> CONTRACTS = List.of(OPENAPI, ASYNCAPI, PAGE + "**");

    private PublicDocuments() {}

    /** All of them, as patterns of Spring. */
    public static String[] all() {
        return Stream.concat(Stream.of(KEYS), CONTRACTS.stream()).toArray(String[]::new);
    }

    /** The contracts and their page, as patterns of servlets. */
    public static String[] contractsForServlets() {
        return CONTRACTS.stream().map(path -> path.replace("**", "*")).toArray(String[]::new);
    }
}
