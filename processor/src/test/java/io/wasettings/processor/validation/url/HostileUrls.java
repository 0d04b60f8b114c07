package io.wasettings.processor.validation.url;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A seeded source of URLs, from harmless to absurd, and of addresses, from public to disguised. */
public final class HostileUrls {

    private static final List<String> SCHEMES =
            List.of("https://", "https://", "https://", "HTTPS://", "http://", "https:/", "https:", "//", "ftp://", "");
    private static final List<String> LABELS = List.of(
            "hooks",
            "example",
            "com",
            "a",
            "xn--bcher-kva",
            "xn--",
            "xn--a",
            "bücher",
            "例子",
            "пример",
            "localhost",
            "internal",
            "metadata",
            "127",
            "0x7f",
            "0177",
            "1",
            "255",
            "①",
            "१",
            "-a",
            "a-",
            "a_b",
            "",
            "ß",
            "gооgle",
            "\u200B",
            "\uFF0E");
    private static final List<String> HOSTS = List.of(
            "8.8.8.8",
            "127.0.0.1",
            "169.254.169.254",
            "[::1]",
            "[2606:4700::1]",
            "[::ffff:8.8.8.8]",
            "[64:ff9b::808:808]",
            "[2002:808:808::1]",
            "[::1%25lo]",
            "2130706433",
            "0x7f.1",
            "[",
            "]",
            "[]",
            "\uD800",
            "[::ffff:127.0.0.1]");
    private static final List<String> PORTS =
            List.of("", "", "", ":", ":443", ":08443", ":0", ":80", ":-1", ":99999999999", ":x");
    private static final List<String> TAILS = List.of(
            "",
            "/",
            "/a/../b?c=d",
            "?@127.0.0.1/",
            "/%2e",
            "/%",
            "/%zz",
            "#",
            "/#@evil",
            "\\@evil",
            "/ü",
            " ",
            "\n",
            "/[x]");
    private static final List<String> GLUE = List.of(
            "@", "\\", "/", "?", "#", "%00", "%2e", "\t", "\u0000", "\u202E", "\u3002", ":", "[", "]", ".", "。", "💩");
    private static final List<String> PREFIXES = List.of(
            "",
            "2606:4700::",
            "::",
            "::ffff:",
            "::ffff:0:",
            "64:ff9b::",
            "2606:4700::5efe:",
            "2002:a00:1::",
            "2001:0:1::",
            "fd00::");

    private final Random random;

    public HostileUrls(long seed) {
        this.random = new Random(seed);
    }

    /** A URL, mostly well-formed, often not. */
    public String next() {
        String url = one(SCHEMES) + host() + one(PORTS) + one(TAILS);
        for (int i = random.nextInt(6); i > 4; i--) {
            int at = random.nextInt(url.length() + 1);
            url = url.substring(0, at) + one(GLUE) + url.substring(at);
        }
        return random.nextInt(10) == 0 ? garbage() : url;
    }

    /** A well-formed URL on a host name that the policy has nothing against. */
    public String harmless() {
        return "https://h" + random.nextInt(1_000_000) + ".example.com" + (random.nextBoolean() ? "" : ":8443") + "/x";
    }

    /** One to four addresses. */
    public String[] addresses() {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> one(PREFIXES) + quad())
                .toArray(String[]::new);
    }

    private String host() {
        return random.nextInt(3) == 0
                ? one(HOSTS)
                : IntStream.rangeClosed(0, random.nextInt(4))
                        .mapToObj(i -> one(LABELS))
                        .collect(Collectors.joining(".", "", random.nextBoolean() ? ".example.com" : ""));
    }

    private String garbage() {
        return random.ints(random.nextInt(60), 0, Character.MAX_CODE_POINT + 1)
                .map(c -> random.nextBoolean() ? c : c & 0x7F)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String quad() {
        List<String> first =
                List.of("8", "10", "127", "169.254", "172.16", "192.168", "100.64", "224", "0", "93.184", "23");
        String start = one(first);
        return start + "." + random.nextInt(256) + (start.contains(".") ? "" : "." + random.nextInt(256)) + "."
                + random.nextInt(256);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
