package io.wasettings.processor.validation.url;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.net.IDN;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Internationalized host names: UTS #46, non-transitional, with the STD3, BiDi and CONTEXTJ rules. Stricter than that
 * in what else could be read as another name: look-alikes, mixed scripts, symbols, characters that IDNA versions map
 * differently.
 */
final class UnicodeHosts {

    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);
    private static final Normalizer2 UTS46_MAPPING = Normalizer2.getInstance(null, "uts46", Normalizer2.Mode.COMPOSE);
    private static final SpoofChecker ONE_SCRIPT_A_LABEL = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.SINGLE_SCRIPT_RESTRICTIVE)
            .build();

    /**
     * Deviation characters (UTS #46 section 4): IDNA 2003 and transitional parsers map or drop them. Asking {@link IDN}
     * alone would miss them beside newer characters, at which it fails.
     */
    private static final Set<Integer> DEVIATIONS = Set.of(0x00DF, 0x1E9E, 0x03C2, 0x200C, 0x200D);
    /** CONTEXTO and other exceptions that are no letters, marks or digits (RFC 5892 section 2.6). */
    private static final Set<Integer> EXCEPTIONS =
            Set.of(0x00B7, 0x0375, 0x05F3, 0x05F4, 0x06FD, 0x06FE, 0x0F0B, 0x3007, 0x30FB);
    /** Forbidden in Unicode labels alone (RFC 5891 section 4.2.3.1): labels in ASCII may look so. */
    private static final Set<IDNA.Error> OF_UNICODE_LABELS = Set.of(IDNA.Error.HYPHEN_3_4);

    private UnicodeHosts() {}

    /** Why a name with characters beyond ASCII is refused, or null. */
    static @Nullable UrlRefusal refusal(String host) {
        if (host.codePointCount(0, host.length()) > HostNames.MAX_LENGTH) {
            // A-labels are not shorter, and ICU throws at texts of some thousand characters.
            return UrlRefusal.HOST_INVALID;
        }
        if (host.codePoints().anyMatch(UnicodeHosts::isReadDifferently)) {
            return UrlRefusal.HOST_LOOK_ALIKE;
        }
        IDNA.Info info = new IDNA.Info();
        UTS46.nameToASCII(host, new StringBuilder(), info);
        if (!OF_UNICODE_LABELS.containsAll(info.getErrors())) {
            return UrlRefusal.HOST_INVALID_IDN;
        }
        String unicode = UTS46.nameToUnicode(host, new StringBuilder(), info).toString();
        for (String label : unicode.split("\\.", -1)) {
            if (!label.codePoints().allMatch(UnicodeHosts::isLetterMarkOrDigit) || looksEncoded(label)) {
                return UrlRefusal.HOST_INVALID_IDN;
            }
            if (isForeignNumber(label)) {
                return UrlRefusal.HOST_LOOK_ALIKE;
            }
            if (ONE_SCRIPT_A_LABEL.failsChecks(label)) {
                return UrlRefusal.HOST_MIXED_SCRIPTS;
            }
        }
        return isAnotherByIdna2003(host) ? UrlRefusal.HOST_LOOK_ALIKE : null;
    }

    /** The A-labels of a name that is not refused. */
    static String toAscii(String host) {
        return UTS46.nameToASCII(host, new StringBuilder(), new IDNA.Info()).toString();
    }

    /** Whether a lower-case label that starts with {@code xn--} is what UTS #46 makes of some Unicode label. */
    static boolean isValidALabel(String label) {
        IDNA.Info info = new IDNA.Info();
        String unicode = UTS46.labelToUnicode(label, new StringBuilder(), info).toString();
        return !info.hasErrors()
                && !HostNames.isAscii(unicode)
                && UTS46.labelToASCII(unicode, new StringBuilder(), info)
                        .toString()
                        .equals(label)
                && !info.hasErrors();
    }

    /**
     * Whether a lower-case name in ASCII has a label from right to left and breaks the rule on these, which is about
     * all labels of a name (RFC 5893 section 2).
     */
    static boolean breaksBidiRule(String name) {
        IDNA.Info info = new IDNA.Info();
        UTS46.nameToASCII(name, new StringBuilder(), info);
        return info.getErrors().contains(IDNA.Error.BIDI);
    }

    /** Whether the character vanishes, or turns into ASCII or into what another IDNA version does not know. */
    private static boolean isReadDifferently(int character) {
        if (character < 0x80) {
            return false;
        }
        String mapped = UTS46_MAPPING.normalize(Character.toString(character));
        return DEVIATIONS.contains(character)
                || mapped.isEmpty()
                || mapped.codePoints().anyMatch(c -> c < 0x80 || DEVIATIONS.contains(c));
    }

    /**
     * Whether IDNA 2003, by which {@link IDN} and other programs still read, makes another name of it: some letters had
     * no lower case then, some were equated with others. A name with characters that it does not know is none to it.
     */
    private static boolean isAnotherByIdna2003(String host) {
        try {
            return !IDN.toASCII(host).equalsIgnoreCase(toAscii(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 5892 section 2.1 (LetterDigits), hyphens and the exceptions; leaves out symbols and punctuation. */
    private static boolean isLetterMarkOrDigit(int character) {
        return switch (UCharacter.getType(character)) {
            case UCharacterCategory.LOWERCASE_LETTER,
                    UCharacterCategory.UPPERCASE_LETTER,
                    UCharacterCategory.OTHER_LETTER,
                    UCharacterCategory.MODIFIER_LETTER,
                    UCharacterCategory.NON_SPACING_MARK,
                    UCharacterCategory.COMBINING_SPACING_MARK,
                    UCharacterCategory.DECIMAL_DIGIT_NUMBER -> true;
            default -> character == '-' || EXCEPTIONS.contains(character);
        };
    }

    /** Whether a Unicode label has the hyphens by which A-labels are known. */
    private static boolean looksEncoded(String label) {
        return !HostNames.isAscii(label) && label.startsWith("--", 2);
    }

    /** Whether the label is a number to parsers that take any decimal digit, such as {@code Integer.parseInt}. */
    private static boolean isForeignNumber(String label) {
        return !HostNames.isAscii(label) && label.codePoints().allMatch(UCharacter::isDigit);
    }
}
