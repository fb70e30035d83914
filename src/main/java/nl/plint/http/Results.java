package nl.plint.http;

import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.plint.job.JobOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of an execution as they were asked for, and how they are sent: raw, several as {@code multipart/related}; or in one
 * JSON object. A job keeps them as its outcome, so that each has an address.
 *
 * @param document whether they come together in one JSON object
 */
record Results(boolean document, List<Part> parts) {
    static final String MEDIA_TYPE = "application/vnd.plint.results";

    Results {
        parts = List.copyOf(parts);
    }

    /** One output. Its bytes are not to be changed by anybody. */
    static final class Part {
        private final String name;
        private final String mediaType;
        private final boolean byReference;
        private final byte[] bytes;

        /** @param byReference whether its address is sent instead of itself */
        Part(String name, String mediaType, boolean byReference, byte[] bytes) {
            this.name = name;
            this.mediaType = mediaType;
            this.byReference = byReference;
            this.bytes = bytes;
        }

        String name() {
            return name;
        }

        String mediaType() {
            return mediaType;
        }

        boolean byReference() {
            return byReference;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** For a job to keep. */
    JobOutcome toOutcome() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(
                64 + parts.stream().mapToInt(part -> part.bytes().length).sum());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(document);
            out.writeInt(parts.size());
            for (Part part : parts) {
                out.writeUTF(part.name());
                out.writeUTF(part.mediaType());
                out.writeBoolean(part.byReference());
                out.writeInt(part.bytes().length);
                out.write(part.bytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new JobOutcome(bytes.toByteArray(), MEDIA_TYPE);
    }

    /** What a job kept; empty when it is the outcome of something else than an execution. */
    static Optional<Results> of(JobOutcome outcome) {
        if (!outcome.mediaType().equals(MEDIA_TYPE)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(outcome.bytes()))) {
            boolean document = in.readBoolean();
            List<Part> parts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                parts.add(new Part(in.readUTF(), in.readUTF(), in.readBoolean(), in.readNBytes(in.readInt())));
            }
            return Optional.of(new Results(document, parts));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of the outputs. */
    Optional<Part> find(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /**
     * Sends them.
     *
     * @param address the address of these results, below which each output has its own; null when they have none, which is
     *     so only when nothing is asked for by reference
     */
    void send(Context context, @Nullable String address) {
        if (document) {
            Map<String, Object> members = new LinkedHashMap<>();
            parts.forEach(part -> members.put(part.name(), inDocument(part, address)));
            context.result(Json.bytes(members)).contentType(AnswerWriter.JSON);
        } else if (parts.stream().allMatch(Part::byReference)) {
            context.status(204);
            parts.forEach(part -> context.res()
                    .addHeader(
                            "Link",
                            "<" + address + "/" + part.name() + ">; rel=\"" + part.name() + "\"; type=\""
                                    + part.mediaType() + "\""));
        } else if (parts.size() == 1) {
            sendOne(context, parts.get(0));
        } else {
            String boundary = "plint-" + UUID.randomUUID();
            context.result(multipart(boundary, address)).contentType("multipart/related; boundary=" + boundary);
        }
    }

    static void sendOne(Context context, Part part) {
        context.result(part.bytes()).contentType(contentType(part));
    }

    private static String contentType(Part part) {
        return part.mediaType().equals(AnswerWriter.TEXT) ? AnswerWriter.TEXT + "; charset=utf-8" : part.mediaType();
    }

    private static Object inDocument(Part part, @Nullable String address) {
        if (part.byReference()) {
            Map<String, Object> link = new LinkedHashMap<>();
            link.put("href", address + "/" + part.name());
            link.put("type", part.mediaType());
            return link;
        }
        boolean json =
                part.mediaType().equals(AnswerWriter.JSON) || part.mediaType().endsWith("+json");
        Object value = json ? new RawValue(new String(part.bytes(), StandardCharsets.UTF_8)) : text(part);
        boolean plain = part.mediaType().equals(AnswerWriter.TEXT)
                || (part.mediaType().equals(AnswerWriter.JSON) && part.bytes()[0] != '{');
        if (plain) {
            return value;
        }
        // The standard wants an object to be qualified.
        Map<String, Object> qualified = new LinkedHashMap<>();
        qualified.put("value", value);
        qualified.put("mediaType", part.mediaType());
        if (!json && !isText(part)) {
            qualified.put("encoding", "base64");
        }
        return qualified;
    }

    private static boolean isText(Part part) {
        return part.mediaType().startsWith("text/");
    }

    private static String text(Part part) {
        return isText(part)
                ? new String(part.bytes(), StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(part.bytes());
    }

    private byte[] multipart(String boundary, @Nullable String address) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            String headers = "\r\n--" + boundary + "\r\nContent-Type: " + contentType(part) + "\r\nContent-ID: <"
                    + part.name()
                    + ">\r\n" + (part.byReference() ? "Content-Location: " + address + "/" + part.name() + "\r\n" : "")
                    + "\r\n";
            out.writeBytes(headers.getBytes(StandardCharsets.UTF_8));
            if (!part.byReference()) {
                out.writeBytes(part.bytes());
            }
        }
        out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
