package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nl.plint.job.JobFile;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms written here byte by byte, parsed in pieces of any size. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class MultipartFormTest {
    private static final String BOUNDARY = "--x-Bound";
    private static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    /** What a boundary is made of, so that contents often look like one. */
    private static final String[] PIECES = {
        "\r", "\n", "\r\n", "-", "--", BOUNDARY, "\r\n--", "\r\n--" + BOUNDARY, "a", "\0"
    };

    @TempDir
    Path folder;

    private static void part(ByteArrayOutputStream out, String disposition, byte[] contents) {
        out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(contents);
        out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] closed(ByteArrayOutputStream out) {
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** Reads a body that the network cuts in pieces. */
    private static void parse(Upload upload, byte[] body, int pieceSize) throws IOException {
        InputStream network = new FilterInputStream(new ByteArrayInputStream(body)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return super.read(bytes, offset, Math.min(length, pieceSize));
            }
        };
        MultipartForm.read(network, TYPE, upload);
    }

    @Property(tries = 300)
    void what_is_sent_arrives_as_it_is_in_whatever_pieces_it_comes(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int pieceSize) throws IOException {
        Random random = new Random(seed);
        byte[][] files = {contents(random), contents(random), contents(random)};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(out, "name=\"file\"; filename=\"a.csv\"", files[0]);
        part(out, "name=\"mapping\"", "winkel-één".getBytes(StandardCharsets.UTF_8));
        part(out, "name=file; filename=b.geojson", files[1]);
        part(out, "name=\"file\"; filename=\"naam met spatie ë.gpkg\"", files[2]);
        Path parent = Files.createTempDirectory("plint-multipart-test");
        try (Upload upload = Upload.below(parent)) {
            parse(upload, closed(out), pieceSize);
            assertThat(upload.fields()).isEqualTo(Map.of("mapping", "winkel-één"));
            List<JobFile> sent = upload.files();
            assertThat(sent).extracting(JobFile::name).containsExactly("a.csv", "b.geojson", "naam met spatie ë.gpkg");
            for (int i = 0; i < files.length; i++) {
                assertThat(Files.readAllBytes(sent.get(i).path())).isEqualTo(files[i]);
            }
        }
        assertThat(parent).as("closing removes all of it").isEmptyDirectory();
        Files.delete(parent);
    }

    /** Bytes that look like boundaries without being one. */
    private static byte[] contents(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().replace("\r\n--" + BOUNDARY, "+").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no boundary at all",
                "--" + BOUNDARY + "\r\n",
                "--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nbroken off",
                "--" + BOUNDARY + "\r\nContent-Type: text/csv\r\n\r\na\r\n--" + BOUNDARY + "--\r\n",
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\r\n--" + BOUNDARY
                        + "--\r\n",
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"a.csv\"\r\n\r\na\r\n--"
                        + BOUNDARY + "--\r\n",
                "--" + BOUNDARY + "\r\nno header line\r\n\r\na\r\n--" + BOUNDARY + "--\r\n",
                "--" + BOUNDARY + "xyz\r\n"
            })
    void what_is_no_valid_form_is_a_problem_and_leaves_nothing(String body) throws IOException {
        try (Upload upload = Upload.below(folder)) {
            assertThatThrownBy(() -> parse(upload, body.getBytes(StandardCharsets.UTF_8), 7))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().type()).isEqualTo("invalid-body"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.csv", "/etc/passwd", "C:\\a.csv", ""})
    void a_file_name_does_not_lead_out_of_the_folder(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(out, "name=\"file\"; filename=\"" + name + "\"", new byte[] {1});
        try (Upload upload = Upload.below(folder)) {
            assertThatThrownBy(() -> parse(upload, closed(out), 100))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().type()).isEqualTo("invalid-parameter"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void parts_their_headers_and_fields_are_limited() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int i = 0; i < 51; i++) {
            part(parts, "name=\"f" + i + "\"", new byte[] {'a'});
        }
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        part(header, "name=\"" + "n".repeat(5_000) + "\"", new byte[] {'a'});
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        part(field, "name=\"source\"", "s".repeat(10_001).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        part(twice, "name=\"source\"", new byte[] {'a'});
        part(twice, "name=\"source\"", new byte[] {'b'});
        for (ByteArrayOutputStream body : List.of(parts, header, field, twice)) {
            try (Upload upload = Upload.below(folder)) {
                byte[] bytes = closed(body);
                assertThatThrownBy(() -> parse(upload, bytes, 1_000))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.problem().status()).isEqualTo(400));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/mixed; boundary=abc",
                "multipart/form-data; boundary="
                        + "0123456789012345678901234567890123456789012345678901234567890123456789x"
            })
    void another_kind_of_multipart_is_refused(String type) throws IOException {
        try (Upload upload = Upload.below(folder)) {
            assertThatThrownBy(() -> MultipartForm.read(InputStream.nullInputStream(), type, upload))
                    .isInstanceOf(ProblemException.class);
        }
    }
}
