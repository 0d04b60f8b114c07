package io.wasettings.processor.kafka;

/** How large the records of commands may be, in bytes. */
public final class RecordSizes {

    /** Largest record value that is parsed at all: an envelope in structured mode holds its data in base64 at worst. */
    public static final int LARGEST_READ = 384 * 1024;

    /**
     * Largest value that was sealed as a whole, with its record key. The largest value that is parsed has become base64
     * of base64 then; the rest is room for the key and for what a seal adds.
     */
    public static final int LARGEST_SEALED = LARGEST_READ / 9 * 16 + 128 * 1024;

    private RecordSizes() {}
}
