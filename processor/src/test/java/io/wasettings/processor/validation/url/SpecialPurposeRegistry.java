package io.wasettings.processor.validation.url;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The IANA registries, read and matched without the code under test: a second opinion on which addresses are public.
 */
public final class SpecialPurposeRegistry {

    private static final BigInteger GLOBAL_UNICAST = number("2000::");
    private static final List<Block> BLOCKS = load();
    private static final List<String> METADATA = List.of(
            "168.63.129.16",
            "fd00:ec2::254",
            "fd20:ce::254",
            "fd00:c1::a9fe:a9fe",
            "100.100.100.200",
            "192.0.0.192",
            "169.254.169.254");

    private SpecialPurposeRegistry() {}

    record Block(String prefix, BigInteger first, BigInteger last) {

        boolean holds(BigInteger address) {
            return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
        }
    }

    static List<Block> blocks() {
        return BLOCKS;
    }

    /**
     * Whether an address is unicast that no registry sets apart; IPv4 behind the well-known NAT64 prefix is unwrapped.
     */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16 && Addresses.text(address).startsWith("64:ff9b::")) {
            return isPublic(Addresses.of(Arrays.copyOfRange(bytes, 12, 16)));
        }
        BigInteger number = number(bytes);
        boolean unicast = bytes.length == 4 || number.shiftRight(125).equals(GLOBAL_UNICAST.shiftRight(125));
        return unicast
                && BLOCKS.stream().noneMatch(block -> block.holds(number))
                && !METADATA.contains(Addresses.text(address));
    }

    static BigInteger number(String address) {
        return number(Addresses.parse(address).orElseThrow().getAddress());
    }

    /** IPv4 below, IPv6 above: the families never meet. */
    private static BigInteger number(byte[] address) {
        BigInteger number = new BigInteger(1, address);
        return address.length == 4 ? number : number.setBit(128);
    }

    private static List<Block> load() {
        try (var in = SpecialPurposeRegistry.class.getResourceAsStream("/iana/special-purpose-addresses.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> block(line.split(",", 2)[0]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Block block(String prefix) {
        String[] parts = prefix.split("/");
        byte[] address = Addresses.parse(parts[0]).orElseThrow().getAddress();
        int hostBits = address.length * 8 - Integer.parseInt(parts[1]);
        BigInteger size = BigInteger.ONE.shiftLeft(hostBits);
        BigInteger first = number(address);
        return new Block(prefix, first, first.add(size).subtract(BigInteger.ONE));
    }

    /** The address with that number. */
    static InetAddress address(BigInteger number) {
        boolean ipv6 = number.bitLength() > 128;
        byte[] bytes = (ipv6 ? number.clearBit(128) : number).toByteArray();
        byte[] address = new byte[ipv6 ? 16 : 4];
        int length = Math.min(bytes.length, address.length);
        System.arraycopy(bytes, bytes.length - length, address, address.length - length, length);
        return Addresses.of(address);
    }
}
