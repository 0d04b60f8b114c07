package io.wasettings.common.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.text.ParseException;
import java.util.function.Function;

/**
 * Reads files of sealing keys: a JWK set (RFC 7517) in UTF-8. Errors say in one line what is wrong, and quote nothing
 * of the file.
 */
public final class KeysFile {

    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int SWAPPED_MARK = 0xFFFE;
    private static final String UTF8_MARK = "\uFEFF";

    private KeysFile() {}

    /**
     * What the maker makes of the keys of the file.
     *
     * @param maker throws {@link IllegalArgumentException} saying what to do, if the set holds no usable key
     * @throws IllegalArgumentException saying what is wrong with the file and what to do
     */
    public static <T> T load(Path file, Function<JWKSet, T> maker) {
        JWKSet set = read(file);
        try {
            return maker.apply(set);
        } catch (IllegalArgumentException e) {
            throw unusable(file, "cannot be used: " + e.getMessage());
        }
    }

    /**
     * The set as it stands in the file, whatever keys it holds.
     *
     * @throws IllegalArgumentException saying what is wrong with the file and what to do
     */
    public static JWKSet read(Path file) {
        String json = text(file);
        try {
            return JWKSet.parse(json);
        } catch (ParseException | RuntimeException e) {
            // Without the cause: its text may quote key material.
            throw unusable(file, "is not a JWK set (RFC 7517)");
        }
    }

    /** Whether every user of the machine may read it. False if that cannot be told, as without POSIX permissions. */
    public static boolean isReadByAll(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException | IOException e) {
            return false;
        }
    }

    private static String text(Path file) {
        byte[] bytes = bytes(file);
        int beginning = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << Byte.SIZE | (bytes[1] & 0xFF);
        if (beginning == BYTE_ORDER_MARK || beginning == SWAPPED_MARK) {
            throw unusable(file, "is in UTF-16; save it as UTF-8");
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.startsWith(UTF8_MARK)) {
                throw unusable(file, "begins with a byte order mark; save it as UTF-8 without one");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw unusable(file, "is not text in UTF-8");
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw unusable(file, "does not exist");
        } catch (IOException e) {
            throw unusable(file, "cannot be read; it must be a file that this user may read");
        }
    }

    private static IllegalArgumentException unusable(Path file, String problem) {
        return new IllegalArgumentException("The keys file " + file + " " + problem);
    }
}
