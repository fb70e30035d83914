package nl.plint.ingest.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.plint.ingest.IssueCode;
import nl.plint.ingest.SourceReader.FileNote;
import nl.plint.text.LocalizedText;

/** Finds out in which encoding a text is written. */
final class TextEncoding {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What to tell of a file that was read as Windows-1252. */
    static final FileNote GUESSED = new FileNote(
            IssueCode.ENCODING_GUESSED,
            new LocalizedText(
                    "het bestand is geen geldig UTF-8 en is gelezen als Windows-1252",
                    "the file is not valid UTF-8 and was read as Windows-1252"));

    private TextEncoding() {}

    private static boolean isUtf16(byte first, byte second) {
        int mark = (first & 0xff) << 8 | (second & 0xff);
        return mark == 0xFEFF || mark == 0xFFFE;
    }

    /** The first bytes of a file as text, to recognize it by: what is not ASCII may be wrong. */
    static String start(byte[] start) {
        boolean wide = start.length >= 2 && isUtf16(start[0], start[1]);
        String text = new String(start, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** UTF-16 where a byte order mark says so; UTF-8 when the whole file is; else Windows-1252, which Dutch spreadsheets write. */
    static Charset of(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        try (var channel = Files.newByteChannel(file)) {
            boolean begin = true;
            while (true) {
                boolean end = channel.read(bytes) < 0;
                bytes.flip();
                if (begin && bytes.remaining() >= 2 && isUtf16(bytes.get(0), bytes.get(1))) {
                    return StandardCharsets.UTF_16;
                }
                begin = false;
                CoderResult result = decoder.decode(bytes, chars.clear(), end);
                if (result.isError()) {
                    return WINDOWS_1252;
                }
                bytes.compact();
                if (end) {
                    return StandardCharsets.UTF_8;
                }
            }
        }
    }
}
