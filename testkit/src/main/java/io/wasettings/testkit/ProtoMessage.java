package io.wasettings.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A message in the wire format of protocol buffers, by the numbers of its fields. */
final class ProtoMessage {

    private static final int TYPE_BITS = 3;

    private final Map<Integer, List<byte[]>> texts = new HashMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();

    private ProtoMessage() {}

    static ProtoMessage parse(byte[] bytes) {
        ProtoMessage message = new ProtoMessage();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            message.read(tag >>> TYPE_BITS, tag & ((1 << TYPE_BITS) - 1), in);
        }
        return message;
    }

    /** The messages of a field, in order. */
    List<ProtoMessage> messages(int field) {
        return texts.getOrDefault(field, List.of()).stream()
                .map(ProtoMessage::parse)
                .toList();
    }

    boolean has(int field) {
        return texts.containsKey(field);
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    String hex(int field) {
        return HexFormat.of().formatHex(bytes(field));
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    private byte[] bytes(int field) {
        return texts.getOrDefault(field, List.of(new byte[0])).get(0);
    }

    private void read(int field, int type, ByteBuffer in) {
        switch (type) {
            case 0 -> numbers.put(field, varint(in));
            case 1 -> numbers.put(field, in.getLong());
            case 2 -> {
                byte[] text = new byte[(int) varint(in)];
                in.get(text);
                texts.computeIfAbsent(field, any -> new ArrayList<>()).add(text);
            }
            case 5 -> numbers.put(field, (long) in.getInt());
            default -> throw new IllegalArgumentException("no wire type: " + type);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
