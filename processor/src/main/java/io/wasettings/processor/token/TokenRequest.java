package io.wasettings.processor.token;

/**
 * What is needed to get a token.
 *
 * @param requester which command or renewal asks; the same one, asking again, gets what it was granted before
 * @param client for which client
 * @param grant by which grant
 * @param authMethods what is known of the client's ways of authentication
 */
public record TokenRequest(String requester, PartnerClient client, TokenGrant grant, KnownAuthMethods authMethods) {}
