package io.wasettings.processor.token.chain;

/**
 * No key of this process opens, or finds, what became of a refresh token. Which one would be next is not known then,
 * and the one that the partner gave may be spent: nothing must be presented.
 */
final class UnreadableChainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableChainException() {
        super("The chain of refresh tokens does not open with the keys of this process");
    }
}
