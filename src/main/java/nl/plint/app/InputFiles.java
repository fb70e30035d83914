package nl.plint.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files as the values of inputs. */
final class InputFiles {
    private static final long MOST_BYTES = 200L << 20;

    private InputFiles() {}

    /**
     * Puts the content of a file among inputs: as text when it is UTF-8 without control characters, else as base64.
     *
     * @param name of the input, with a dot for a part of it: {@code weights.content}
     */
    static void put(Map<String, @Nullable Object> inputs, String name, Path file) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            inputs.put(name, content(file));
            return;
        }
        String outer = name.substring(0, dot);
        Map<String, @Nullable Object> nested = new LinkedHashMap<>();
        if (inputs.get(outer) instanceof Map<?, ?> known) {
            known.forEach((key, value) -> nested.put(String.valueOf(key), value));
        }
        put(nested, name.substring(dot + 1), file);
        inputs.put(outer, nested);
    }

    private static String content(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UserException(file + " is larger than 200 MB");
            }
            byte[] bytes = Files.readAllBytes(file);
            for (byte one : bytes) {
                if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                    return Base64.getEncoder().encodeToString(bytes);
                }
            }
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                return Base64.getEncoder().encodeToString(bytes);
            }
        } catch (IOException e) {
            throw new UserException("cannot read " + file);
        }
    }
}
