package nl.plint.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import nl.plint.ingest.Seeds.Seed;
import org.jspecify.annotations.NullUnmarked;

/**
 * Damages seeds in the ways that files are damaged, and in those that an attacker would choose. The same seed of chance and
 * the same number always give the same case.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
final class Mutator {
    private static final List<byte[]> TOKENS = new ArrayList<>();

    static {
        for (String text : List.of(
                "\0",
                "1e999",
                "-1e308",
                "1e308",
                "1e-320",
                "NaN",
                "Infinity",
                "null",
                "99999999999999999999999999",
                "-9223372036854775808",
                "0.".concat("1".repeat(500)),
                "[".repeat(200),
                "{\"a\":".repeat(120),
                "(".repeat(300),
                "GEOMETRYCOLLECTION (".repeat(50),
                "<gml:MultiSurface><gml:surfaceMember>".repeat(60),
                "<!DOCTYPE c [<!ENTITY x \"y\">]>",
                "<![CDATA[",
                "<!--",
                "&x;",
                "&#0;",
                "<?xml version='1.0' encoding='x'?>",
                "\"",
                "'",
                "\"\"\"",
                "\\ud800",
                "]]",
                "}}",
                "\uFEFF",
                "\r\n",
                ";;;;;;;;",
                "\t",
                "\u001e",
                "srsName='EPSG:1'",
                "EMPTY",
                "../../x",
                "a".repeat(3_000))) {
            TOKENS.add(text.getBytes(StandardCharsets.UTF_8));
        }
        for (int[] bytes : new int[][] {{0xFF}, {0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xFE, 0xFF}, {0xFF, 0xFE}, {0x80}}) {
            byte[] token = new byte[bytes.length];
            for (int at = 0; at < bytes.length; at++) {
                token[at] = (byte) bytes[at];
            }
            TOKENS.add(token);
        }
        TOKENS.add(new byte[40]);
    }

    private final long seedOfChance;
    private final List<Seed> seeds;

    Mutator(long seedOfChance, List<Seed> seeds) {
        this.seedOfChance = seedOfChance;
        this.seeds = seeds;
    }

    /** The case with a number: a seed with one to three kinds of damage in one of its parts. */
    Seed mutated(int number) {
        SplittableRandom random = new SplittableRandom(seedOfChance * 1_000_003 + number);
        Seed seed = seeds.get(number % seeds.size());
        Map<String, byte[]> parts = new LinkedHashMap<>(seed.parts());
        List<String> extensions = List.copyOf(parts.keySet());
        int rounds = Math.max(1, random.nextInt(5) - 1);
        for (int round = 0; round < rounds; round++) {
            String extension = extensions.get(random.nextInt(extensions.size()));
            if (extensions.size() > 1 && random.nextInt(50) == 0) {
                parts.remove(extensions.get(random.nextInt(1, extensions.size())));
            }
            parts.computeIfPresent(extension, (key, bytes) -> damaged(bytes, partner(seed, key, random), random));
        }
        return new Seed(seed.format(), parts);
    }

    private byte[] partner(Seed seed, String extension, SplittableRandom random) {
        List<byte[]> partners = seeds.stream()
                .filter(other -> other.format().equals(seed.format()))
                .map(other -> other.parts().get(extension))
                .filter(bytes -> bytes != null)
                .toList();
        return partners.get(random.nextInt(partners.size()));
    }

    private static byte[] damaged(byte[] bytes, byte[] partner, SplittableRandom random) {
        if (bytes.length == 0) {
            return TOKENS.get(random.nextInt(TOKENS.size()));
        }
        int at = random.nextInt(bytes.length);
        int length = random.nextInt(1, Math.min(bytes.length - at, random.nextBoolean() ? 16 : 1_000) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes, random);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(bytes, at, new byte[0], at + length);
            case 3 -> {
                byte[] slice = Arrays.copyOfRange(bytes, at, at + length);
                yield joined(bytes, at, slice.length < 100 ? repeated(slice, random.nextInt(1, 30)) : slice, at);
            }
            case 4 -> {
                int from = random.nextInt(partner.length);
                yield joined(bytes, at, Arrays.copyOfRange(partner, from, partner.length), bytes.length);
            }
            case 5 -> joined(bytes, at, TOKENS.get(random.nextInt(TOKENS.size())), at);
            case 6 -> {
                byte[] token = TOKENS.get(random.nextInt(TOKENS.size()));
                yield joined(bytes, at, token, Math.min(bytes.length, at + token.length));
            }
            default -> withField(bytes, random);
        };
    }

    private static byte[] flipped(byte[] bytes, SplittableRandom random) {
        byte[] flipped = bytes.clone();
        int count = random.nextInt(1, 9);
        for (int flip = 0; flip < count; flip++) {
            int at = random.nextInt(bytes.length);
            flipped[at] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (flipped[at] ^ (1 << random.nextInt(8)));
        }
        return flipped;
    }

    /** One field of 32 or 64 bits, aligned or not, replaced by a number that is at an end of its range. */
    private static byte[] withField(byte[] bytes, SplittableRandom random) {
        if (bytes.length < 8) {
            return flipped(bytes, random);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes.clone());
        buffer.order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int at = random.nextInt(bytes.length - 7);
        at = random.nextBoolean() ? at & ~3 : at;
        int[] interesting = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1, 0x7fffff, 1 << 24, at};
        if (random.nextInt(4) == 0) {
            double[] numbers = {Double.NaN, Double.POSITIVE_INFINITY, 1e308, -1e308, Double.MIN_VALUE, -0.0};
            buffer.putDouble(at, numbers[random.nextInt(numbers.length)]);
        } else {
            buffer.putInt(at, interesting[random.nextInt(interesting.length)]);
        }
        return buffer.array();
    }

    private static byte[] repeated(byte[] slice, int times) {
        byte[] all = new byte[slice.length * times];
        for (int at = 0; at < times; at++) {
            System.arraycopy(slice, 0, all, at * slice.length, slice.length);
        }
        return all;
    }

    /** The bytes up to a place, others, and the bytes from another place. */
    private static byte[] joined(byte[] bytes, int to, byte[] between, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, to);
        out.writeBytes(between);
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }
}
