package io.wasettings.processor.token.chain;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.wasettings.common.seal.KeyedHash;
import io.wasettings.common.seal.SealLabel;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.service.mongo.MongoCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Looks for chains whose ids were made with a key that is not there. Ids of one key lie side by side, so that only the
 * gaps between those of the known keys are read, from the index of {@code _id}, and mostly hold nothing.
 */
final class HiddenChains {

    private static final String ID = "_id";
    private static final Bson NAMES_ITS_KEY = regex(ID, ":");

    private final MongoCollection<Document> collection;
    private final Bson ofNoKnownKey;
    private final Set<String> openingKids;

    /** Ids of an earlier version name no key, and are not made any more; once all of them open, that stays so. */
    private volatile boolean unnamedOpen;

    HiddenChains(MongoCollection<Document> collection, SecretBox secretBox) {
        this.collection = collection;
        this.ofNoKnownKey = or(gaps(secretBox.hashes().kids()));
        this.openingKids = secretBox.keys().openingKids();
    }

    /** Whether there are chains that cannot be found. */
    boolean exist() {
        return MongoCalls.answer(() -> isNamedOneThere() || isUnnamedOneLocked());
    }

    private boolean isNamedOneThere() {
        return collection
                        .find(and(ofNoKnownKey, NAMES_ITS_KEY))
                        .projection(include(ID))
                        .first()
                != null;
    }

    /** An unnamed id may be of whichever key its chain is sealed with. */
    private boolean isUnnamedOneLocked() {
        if (unnamedOpen) {
            return false;
        }
        Bson unnamed = and(ofNoKnownKey, not(NAMES_ITS_KEY));
        try (MongoCursor<Document> chains = collection
                .find(unnamed)
                .projection(include(MongoRefreshTokenVault.SEALED))
                .iterator()) {
            while (chains.hasNext()) {
                if (isLocked(chains.next().getString(MongoRefreshTokenVault.SEALED))) {
                    return true;
                }
            }
        }
        unnamedOpen = true;
        return false;
    }

    private boolean isLocked(@Nullable String sealed) {
        return sealed != null
                && SealLabel.of(sealed)
                        .filter(label -> openingKids.contains(label.kid()))
                        .isEmpty();
    }

    /** The ranges of ids around and between those of these keys. */
    private static List<Bson> gaps(Set<String> kids) {
        List<Bson> gaps = new ArrayList<>();
        String end = "";
        for (String beginning :
                kids.stream().map(KeyedHash::beginningOf).sorted().toList()) {
            gaps.add(and(gte(ID, end), lt(ID, beginning)));
            end = max(end, successor(beginning));
        }
        gaps.add(gte(ID, end));
        return gaps;
    }

    /** The least text that is greater than all that begin so. */
    private static String successor(String beginning) {
        int last = beginning.length() - 1;
        return beginning.substring(0, last) + (char) (beginning.charAt(last) + 1);
    }

    private static String max(String one, String other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
