package io.wasettings.common.seal;

/** Why a sealed value does not open; worded for whoever sealed it. */
public enum Refusal {
    NOT_A_JWE("must be a JWE in compact form (RFC 7516)"),
    WRONG_ALGORITHM("must be sealed with alg ECDH-ES and enc A256GCM, without compression"),
    NO_KEY("names no kid; use a key of /.well-known/jwks.json"),
    UNKNOWN_KEY("is sealed with an unknown kid; use a key of /.well-known/jwks.json"),
    NOT_AUTHENTIC("does not open: it was altered, or sealed for another key"),
    WRONG_PAYLOAD("must hold a JSON object of strings"),
    FOREIGN("is sealed for another record; its \"key\" must equal the record key");

    private final String message;

    Refusal(String message) {
        this.message = message;
    }

    /** What is wrong, completing a sentence about the sealed value. */
    public String message() {
        return message;
    }
}
