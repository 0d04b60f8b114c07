package io.wasettings.service.security;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** OAuth 2.0 scopes: those of partners, and those of operators, who see and move everybody's commands. */
public final class Scopes {

    /** To submit settings. */
    public static final String WRITE = "wa.settings.write";
    /** To read settings and statuses. */
    public static final String READ = "wa.settings.read";
    /** To look at commands, settings, metrics and details of health, whoever's they are. */
    public static final String OBSERVE = "wa.settings.observe";
    /** To change something there: to replay, to cancel, to park. */
    public static final String OPERATE = "wa.settings.operate";

    private static final Set<String> OF_PARTNERS = Set.of(WRITE, READ);
    private static final Set<String> OF_OPERATORS = Set.of(OBSERVE, OPERATE);

    private static final String AUTHORITY_PREFIX = "SCOPE_";

    private Scopes() {}

    /** Whether some of these are for partners and some for operators, which one token should not have. */
    static boolean mixed(Collection<String> scopes) {
        return !Collections.disjoint(scopes, OF_PARTNERS) && !Collections.disjoint(scopes, OF_OPERATORS);
    }

    /** The scopes that take effect: if one of them is for partners, none for operators. */
    public static List<String> opening(List<String> scopes) {
        return mixed(scopes)
                ? scopes.stream().filter(scope -> !OF_OPERATORS.contains(scope)).toList()
                : scopes;
    }

    /** The authority that Spring Security grants for a scope. */
    public static String authority(String scope) {
        return AUTHORITY_PREFIX + scope;
    }
}
