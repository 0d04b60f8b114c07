package io.wasettings.processor.replay;

/** Another process has taken the replay over, or ended it; this one must not go on. */
final class ReplayLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
