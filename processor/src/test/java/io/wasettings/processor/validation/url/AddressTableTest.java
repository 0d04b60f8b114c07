package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.validation.url.AddressTable.Reach;
import io.wasettings.processor.validation.url.SpecialPurposeRegistry.Block;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTableTest {

    private static final AddressTable TABLE = new AddressTable();

    @ParameterizedTest
    @MethodSource("blocks")
    void no_block_of_the_special_purpose_registries_is_public(Block block) {
        assertThat(reachOf(block.first())).isNotEqualTo(Reach.PUBLIC);
        assertThat(reachOf(block.last())).isNotEqualTo(Reach.PUBLIC);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void what_lies_next_to_a_block_is_judged_by_itself(Block block) {
        for (BigInteger next :
                List.of(block.first().subtract(BigInteger.ONE), block.last().add(BigInteger.ONE))) {
            if (isAddress(next)) {
                InetAddress address = SpecialPurposeRegistry.address(next);
                assertThat(TABLE.reachOf(address) == Reach.PUBLIC)
                        .as(address.toString())
                        .isEqualTo(SpecialPurposeRegistry.isPublic(address));
            }
        }
    }

    static List<Block> blocks() {
        return SpecialPurposeRegistry.blocks();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "169.254.170.23",
                "169.254.42.42",
                "169.254.0.23",
                "168.63.129.16",
                "192.0.0.192",
                "100.100.100.200",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "fd00:c1::a9fe:a9fe",
                "fd00:42::42",
                "fd00:100::100:200",
                "fd00:a9fe:a9fe::1",
                "fe80::a9fe:a9fe"
            })
    void metadata_services_are_known(String address) {
        assertThat(reachOf(address)).isEqualTo(Reach.METADATA);
    }

    @ParameterizedTest
    @CsvSource({
        "IPv4-compatible, ::169.254.169.254",
        "IPv4-mapped, ::ffff:169.254.169.254",
        "IPv4-translated, ::ffff:0:169.254.169.254",
        "NAT64, 64:ff9b::169.254.169.254",
        "local NAT64 (RFC 6052 section 2.2), 64:ff9b:1:a9fe:a9:fe00::",
        "local NAT64 behind /56, 64:ff9b:1:a9:fe:a9fe::",
        "local NAT64 behind /64, 64:ff9b:1:0:a9:fea9:fe00:0",
        "local NAT64 behind /96, 64:ff9b:1::169.254.169.254",
        "6to4, 2002:a9fe:a9fe::1",
        "6to4 that looks like ISATAP, 2002:a9fe:a9fe::5efe:8.8.8.8",
        "Teredo, 2001:0:4136:e378:8000:63bf:5601:5601",
        "ISATAP, 2606:4700::5efe:169.254.169.254",
        "ISATAP with the universal bit, 2606:4700::200:5efe:169.254.169.254",
        "link-local ISATAP, fe80::5efe:169.254.169.254"
    })
    void metadata_services_are_known_in_every_disguise(String how, String address) {
        assertThat(reachOf(address)).isEqualTo(Reach.METADATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::8.8.8.8",
                "::ffff:8.8.8.8",
                "::ffff:0:8.8.8.8",
                "64:ff9b:1:808:8:800::",
                "2002:808:808::1",
                "2001:0:4136:e378:8000:63bf:f7f7:f7f7",
                "2606:4700::5efe:8.8.8.8",
                "64:ff9b::10.0.0.1",
                "4000::1",
                "1fff::1",
                "fe80::1",
                "fe80::5efe:8.8.8.8",
                "febf::1",
                "fec0::1"
            })
    void other_ways_around_global_unicast_are_special(String address) {
        assertThat(reachOf(address)).isEqualTo(Reach.SPECIAL);
    }

    @Test
    void public_ipv4_behind_the_well_known_translator_is_translated() {
        assertThat(reachOf("64:ff9b::8.8.8.8")).isEqualTo(Reach.TRANSLATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "168.63.129.15", "223.255.255.255", "2606:4700:4700::1111", "2001:200::1", "2c00::1"})
    void global_unicast_is_public(String address) {
        assertThat(reachOf(address)).isEqualTo(Reach.PUBLIC);
    }

    @Test
    void a_row_is_described_with_its_source() {
        assertThat(UrlPolicy.describe(Addresses.parse("10.1.2.3").orElseThrow()))
                .isEqualTo("10.1.2.3: private use, RFC 1918");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2606:4700::5efe:10.0.0.1 | ISATAP around 10.0.0.1: private use, RFC 1918",
                "2606:4700::5efe:8.8.8.8 | ISATAP, RFC 5214",
                "64:ff9b::10.0.0.1 | well-known prefix of NAT64 around 10.0.0.1: private use, RFC 1918",
                "64:ff9b::8.8.8.8 | well-known prefix of NAT64, RFC 6052",
                "2002:6464:64c8::1 | 6to4 around 100.100.100.200: metadata, Alibaba Cloud ECS",
                "2002:a00:1::1 | 6to4, RFC 3056",
                "fe80::5efe:10.0.0.1 | link-local, RFC 4291",
                "2606:4700::1111 | public, RFC 3587"
            })
    void what_is_described_is_what_decides(String address, String description) {
        assertThat(TABLE.describe(Addresses.parse(address).orElseThrow())).isEqualTo(description);
    }

    private static boolean isAddress(BigInteger number) {
        boolean ipv4 = number.signum() >= 0 && number.bitLength() <= 32;
        return ipv4 || (number.bitLength() == 129);
    }

    private static Reach reachOf(BigInteger number) {
        return TABLE.reachOf(SpecialPurposeRegistry.address(number));
    }

    private static Reach reachOf(String address) {
        return TABLE.reachOf(Addresses.parse(address).orElseThrow());
    }
}
