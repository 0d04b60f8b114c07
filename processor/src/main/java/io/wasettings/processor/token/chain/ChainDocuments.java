package io.wasettings.processor.token.chain;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.chain.RefreshTokenChain.Exchanged;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Chains as documents, their secrets sealed; what is lent of them is not in here. */
final class ChainDocuments {

    static final String IN_DOUBT = "in_doubt";
    static final String OBTAINED_AT = "obtained_at";

    private static final String REQUESTER = "requester";
    private static final String CREDENTIALS = "credentials";
    private static final String TOKEN_EXPIRES_AT = "token_expires_at";
    private static final String SCOPE = "scope";
    private static final String AUTH_METHOD = "auth_method";
    private static final String WARNINGS = "warnings";
    private static final String WARNING_FIELD = "field";
    private static final String WARNING_MESSAGE = "message";

    private final SecretBox secretBox;

    ChainDocuments(SecretBox secretBox) {
        this.secretBox = secretBox;
    }

    /** The update that stores what the chain's last exchange brought. */
    Bson write(RefreshTokenChain chain) {
        Exchanged last = Objects.requireNonNull(chain.last());
        TokenFacts facts = last.facts();
        return combine(
                set(MongoRefreshTokenVault.SEALED, seal(chain, last)),
                set(REQUESTER, last.requester()),
                set(CREDENTIALS, last.credentials()),
                set(OBTAINED_AT, Date.from(facts.obtainedAt())),
                set(TOKEN_EXPIRES_AT, Date.from(facts.expiresAt())),
                set(SCOPE, facts.scope()),
                set(AUTH_METHOD, facts.authMethod().storedName()),
                set(WARNINGS, warnings(last)));
    }

    private String seal(RefreshTokenChain chain, Exchanged last) {
        Map<String, String> secrets = new HashMap<>();
        if (last.accessToken() != null) {
            secrets.put(Secrets.ACCESS_TOKEN, last.accessToken());
        }
        secrets.put(Secrets.REFRESH_TOKEN, Objects.requireNonNull(chain.newest()));
        return secretBox.sealAtRest(Purpose.REFRESH_TOKENS, chain.id(), new Secrets(secrets));
    }

    /**
     * Reads a chain.
     *
     * @throws UnreadableChainException if no key opens it
     */
    RefreshTokenChain read(String id, Document document) {
        String sealed = document.getString(MongoRefreshTokenVault.SEALED);
        boolean inDoubt = document.getBoolean(IN_DOUBT, false);
        return sealed == null
                ? new RefreshTokenChain(id, null, null, inDoubt)
                : secretBox
                        .openAtRest(Purpose.REFRESH_TOKENS, id, sealed)
                        .fold(
                                secrets -> new RefreshTokenChain(
                                        id, secrets.refreshToken(), exchanged(document, secrets), inDoubt),
                                refusal -> {
                                    throw new UnreadableChainException();
                                });
    }

    private static @Nullable Exchanged exchanged(Document document, Secrets secrets) {
        Optional<AuthMethod> method = AuthMethod.of(document.get(AUTH_METHOD, ""));
        return method.isEmpty()
                ? null
                : new Exchanged(
                        document.get(REQUESTER, ""),
                        document.get(CREDENTIALS, ""),
                        secrets.accessToken(),
                        new TokenFacts(
                                document.getDate(OBTAINED_AT).toInstant(),
                                document.getDate(TOKEN_EXPIRES_AT).toInstant(),
                                document.getString(SCOPE),
                                method.get()),
                        warnings(document));
    }

    private static List<Document> warnings(Exchanged exchanged) {
        return exchanged.warnings().stream()
                .map(warning -> new Document(WARNING_FIELD, warning.field()).append(WARNING_MESSAGE, warning.message()))
                .toList();
    }

    /** An earlier version kept none. */
    private static List<FieldMessage> warnings(Document document) {
        return document.getList(WARNINGS, Document.class, List.of()).stream()
                .map(warning -> new FieldMessage(warning.getString(WARNING_FIELD), warning.getString(WARNING_MESSAGE)))
                .toList();
    }
}
