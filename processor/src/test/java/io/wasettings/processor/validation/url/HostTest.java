package io.wasettings.processor.validation.url;

import static io.wasettings.processor.validation.url.UrlRefusal.ADDRESS_AMBIGUOUS;
import static io.wasettings.processor.validation.url.UrlRefusal.ADDRESS_MALFORMED;
import static io.wasettings.processor.validation.url.UrlRefusal.HOST_INVALID;
import static io.wasettings.processor.validation.url.UrlRefusal.HOST_INVALID_IDN;
import static io.wasettings.processor.validation.url.UrlRefusal.HOST_LOOK_ALIKE;
import static io.wasettings.processor.validation.url.UrlRefusal.HOST_MIXED_SCRIPTS;
import static io.wasettings.processor.validation.url.UrlRefusal.HOST_PERCENT_ENCODED;
import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

    @ParameterizedTest
    @CsvSource({
        "Hooks.Example.COM, hooks.example.com",
        "hooks.example.com., hooks.example.com",
        "r3---sn-apo3qvuoxuxbt-j5pe.example.com, r3---sn-apo3qvuoxuxbt-j5pe.example.com",
        "1e1.example.com, 1e1.example.com",
        "127.0.0.1.nip.io, 127.0.0.1.nip.io",
        "XN--BCHER-KVA.example.com, xn--bcher-kva.example.com",
        "xn--nxasmm1c.com, xn--nxasmm1c.com",
        "xn--ls8h.la, xn--ls8h.la",
        "bücher.example.com, xn--bcher-kva.example.com",
        "bu\u0308cher.example.com, xn--bcher-kva.example.com",
        "пример.рф, xn--e1afmkfd.xn--p1ai",
        "مثال.إختبار, xn--mgbh0fb.xn--kgbechtv",
        "उदाहरण.परीक्षा, xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g",
        "日本語テスト.example.com, xn--zckzah9945czlbtz6h.example.com",
        "ジョン・スミス.example.com, xn--yckca5mnb7duc.example.com",
        "한국.example.com, xn--3e0b707e.example.com",
        "col·lecció.example.com, xn--collecci-ioa91d.example.com",
        "二〇一.example.com, xn--w6j351g7la.example.com",
        "བོད་ཡིག.example.com, xn--nbd4itbt1dwfyc.example.com",
        "r3---sn.bücher.example.com, r3---sn.xn--bcher-kva.example.com",
        "8.8.8.8, 8.8.8.8",
        "[2606:4700:0:0::0001], 2606:4700::1",
        "[2606:4700::1.1.1.1], 2606:4700::101:101"
    })
    void a_host_has_one_canonical_form(String written, String canonical) {
        assertThat(Host.parse(written).text()).isEqualTo(canonical);
    }

    /** In lower case, in capitals, and with its marks apart. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "müller-öl.de",
                "παράδειγμα.gr",
                "пример-ёлка.рф",
                "приклад-їжаґ.укр",
                "דוגמה.co.il",
                "موقع-مثال.مصر",
                "उदाहरण-ज़ड़ी.भारत",
                "例子测试.中国",
                "日本語-ばガ.jp",
                "회사예제.한국",
                "ตัวอย่าง-น้ำ.ไทย",
                "vídụ-đường.vn",
                "şığ-çöü.com.tr",
                "łódź-żółć.pl",
                "țară-șah.ro",
                "উদাহরণ-কো.ভারত",
                "உதாரணம்-கொ.இந்தியா",
                "მაგალითი.გე",
                "օրինակ.հայ",
                "ዓለም-ምሳሌ.com",
                "ဥပမာ.com",
                "ឧទាហរណ៍.com",
                "ⱥɂ.com",
                "鿿.com"
            })
    void everyday_names_of_many_scripts_are_hosts(String written) {
        for (String variant : List.of(
                written, Normalizer.normalize(written, Normalizer.Form.NFD), written.toUpperCase(Locale.ROOT))) {
            assertThat(Host.parse(variant)).as(variant).isInstanceOf(Host.Name.class);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("invalid")
    void what_could_be_read_as_another_host_is_none(UrlRefusal reason, String written) {
        assertThat(Host.parse(written)).isEqualTo(new Host.Invalid(reason));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                        all(ADDRESS_AMBIGUOUS, "127.1", "0x7f.1", "0177.0.0.1", "1.1.1.1.", "1.1.1.256", "256", "a.09"),
                        all(ADDRESS_AMBIGUOUS, "foo.0x4", "foo.0x", "foo.123", "0xffffffff", "1.2.3.4.5", "00.0.0.0"),
                        all(ADDRESS_MALFORMED, "[", "[]", "[::1", "[:]", "[:::1]", "[1::2::3]", "[1.2.3.4]", "[v1.a]"),
                        all(ADDRESS_MALFORMED, "[::1%25eth0]", "[::1%eth0]", "[00001::]", "[1:2:3:4:5:6:7:8:9]"),
                        all(ADDRESS_MALFORMED, "[1.2.3.4::]", "[::1.2.3]", "[::01.2.3.4]", "[::*]", "[::g]"),
                        all(ADDRESS_MALFORMED, "[20010db8000000000000000000000001]", "[::1/128]", "[::-ffff]"),
                        all(HOST_PERCENT_ENCODED, "%6cocalhost", "a%2ecom", "a%00b.com"),
                        all(
                                HOST_INVALID,
                                ".",
                                "..",
                                "a..com",
                                ".com",
                                "a.com..",
                                "-a.com",
                                "a-.com",
                                "a_b.com",
                                "*.com"),
                        all(
                                HOST_INVALID,
                                "a,b.com",
                                "a;b.com",
                                "a'b.com",
                                "a(b).com",
                                "a~.com",
                                "x".repeat(64) + ".com"),
                        all(
                                HOST_INVALID_IDN,
                                "xn--a.com",
                                "xn--abc.com",
                                "xn--0.com",
                                "xn--a-ecp.ru",
                                "xn--55qx5d9.com"),
                        all(
                                HOST_INVALID_IDN,
                                "xn--0-sfa.xn--4db",
                                "0a.xn--4dbc.example.com",
                                "xn--p97c.xn--fhbe",
                                "0a.א"),
                        all(HOST_INVALID_IDN, "☃.com", "💩.la", "a\u2044b.com", "a\u2215b.com", "a\uA789b.com"),
                        all(
                                HOST_INVALID_IDN,
                                "\u0301a.com",
                                "a\u202Eb.com",
                                "a\u2028b.com",
                                "\uFDD0.com",
                                "abcאבג.com"),
                        all(HOST_INVALID_IDN, "a·b.com", "\uE000.com", "-ü.com", "ü-.com", "üü--ü.com", "ü..com"),
                        all(HOST_INVALID_IDN, "r3---sn.üü--ü.com", "ü.XN-----wkaac.com", "ü.xn--a.com", "ü.xn--.com"),
                        all(
                                HOST_LOOK_ALIKE,
                                "①②⑦.⓪.⓪.①",
                                "127\u30020\u30020\u30021",
                                "127\uFF0E0.0.1",
                                "127.0.0.\uFF11"),
                        all(HOST_LOOK_ALIKE, "localho\u017Ft", "\uFB01.com", "\u212A.com", "\u0130.com", "\u2160.com"),
                        all(
                                HOST_LOOK_ALIKE,
                                "a\u2048b.com",
                                "a\uFF0Fb.com",
                                "a\uFF20b.com",
                                "a\u2100b.com",
                                "\uFE68.com"),
                        all(
                                HOST_LOOK_ALIKE,
                                "a\u00ADb.com",
                                "a\u200Bb.com",
                                "a\u2060b.com",
                                "a\uFEFFb.com",
                                "a\uFE0Fb.com"),
                        all(HOST_LOOK_ALIKE, "a\u200Cb.com", "a\u200Db.com", "faß.com", "fa\u1E9E.com", "βόλος.com"),
                        all(
                                HOST_LOOK_ALIKE,
                                "\u04C0.com",
                                "\u10A0.com",
                                "x.\u2132.com",
                                "\u2183.com",
                                "\uD87E\uDC68.com"),
                        all(HOST_LOOK_ALIKE, "ß\u2C65.com", "ς\u0371.com"),
                        all(HOST_LOOK_ALIKE, "१२७.०.०.१", "۱۲۷.۰.۰.۱", "๑.๐.๐.๑", "127.0.0.१"),
                        all(HOST_MIXED_SCRIPTS, "gооgle.com", "abcдеф.com", "αbc.com", "аβ.com"),
                        all(HOST_MIXED_SCRIPTS, "comノpath.com", "paypalー.com", "abc日本.com", "abc한국.com"))
                .flatMap(arguments -> arguments);
    }

    /** Beyond the length of any name nothing else is looked at: what would look is not made for texts of any length. */
    @Test
    void a_name_in_unicode_is_looked_at_up_to_the_length_of_any_name() {
        String longest = "ü" + ".a".repeat(126);

        assertThat(Host.parse(longest)).isEqualTo(new Host.Invalid(HOST_INVALID_IDN));
        assertThat(Host.parse("a" + longest)).isEqualTo(new Host.Invalid(HOST_INVALID));
    }

    private static Stream<Arguments> all(UrlRefusal reason, String... hosts) {
        return Stream.of(hosts).map(host -> Arguments.of(reason, host));
    }
}
