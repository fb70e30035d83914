package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what a page of the documentation tells its reader to do, and sees what it says they will see. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class WalkthroughTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|text)\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("(?s)^cat > (\\S+) <<'EOF'\n(.*?)^EOF\n", Pattern.MULTILINE);
    private static final Pattern SED = Pattern.compile("sed -i 's/(\\w+)/(\\w+)/' (\\S+)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path folder;

    private String seen = "";

    @Test
    void every_command_of_the_walk_through_does_what_it_says() throws Exception {
        follow("walkthrough.md", 10, 8);
    }

    @Test
    void every_figure_on_structural_vacancy_comes_from_its_command() throws Exception {
        try (Workspace workspace = Workspace.open(folder.resolve("data"))) {
            Demonstration.load(workspace);
        }
        follow("structural-vacancy.md", 7, 12);
    }

    private void follow(String page, int leastCommands, int leastLines) throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(PAGES.resolve(page)));
        int commands = 0;
        int told = 0;
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                seen = "";
                commands += runBlock(block.group(2));
            } else {
                for (String line : block.group(2).lines().toList()) {
                    assertThat(seen).contains(line);
                    told++;
                }
            }
        }
        assertThat(commands).isGreaterThan(leastCommands);
        assertThat(told).isGreaterThan(leastLines);
    }

    private int runBlock(String shell) throws Exception {
        Matcher file = FILE.matcher(shell);
        StringBuilder rest = new StringBuilder();
        while (file.find()) {
            Files.writeString(folder.resolve(file.group(1)), file.group(2));
            file.appendReplacement(rest, "");
        }
        file.appendTail(rest);
        int commands = 0;
        for (String line :
                rest.toString().lines().filter(text -> !text.isBlank()).toList()) {
            Matcher sed = SED.matcher(line);
            if (sed.matches()) {
                Path changed = folder.resolve(sed.group(3));
                Files.writeString(changed, Files.readString(changed).replace(sed.group(1), sed.group(2)));
            } else {
                assertThat(line).startsWith("scripts/plint ");
                run(line);
            }
            commands++;
        }
        return commands;
    }

    private void run(String line) throws Exception {
        List<String> arguments = new ArrayList<>();
        Matcher word = WORD.matcher(line.substring("scripts/plint ".length()));
        while (word.find()) {
            String text = word.group(1) == null ? word.group(2) : word.group(1);
            Path file = folder.resolve(text);
            boolean isFile = text.matches("[\\w-]+\\.(csv|yaml)");
            arguments.add(isFile ? file.toString() : text);
        }
        if (!arguments.get(0).equals("inspect")) {
            arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        }
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            assertThat(Main.run(arguments.toArray(String[]::new))).as(line).isZero();
        } finally {
            System.setOut(out);
        }
        // People run it in the folder of the files, so that no folder shows.
        seen += bytes.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }
}
