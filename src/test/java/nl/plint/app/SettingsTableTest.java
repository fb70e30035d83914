package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The table of settings in the guide says what the program reads: no option or variable more or less, with its default. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class SettingsTableTest {
    private static final Path GUIDE = Path.of("src/site/markdown/installation.md");
    private static final Pattern VARIABLE = Pattern.compile("PLINT_[A-Z]+(?:_[A-Z]+)*");
    /** As picocli and the shell write it: <code>{PLINT_PORT:-8080}</code>, with <code>env:</code> before the name or not. */
    private static final Pattern WITH_DEFAULT = Pattern.compile("\\{(?:env:)?(PLINT_[A-Z_]+)(?::-([^}]*))?}");

    /** A line of the table; empty where there is no option or no variable. */
    private record Setting(String option, String variable, String standard) {}

    private static List<Setting> table() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .dropWhile(line -> !line.startsWith("| option |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Setting(
                        cells[1].replaceAll("[` ]|[A-Z]+`", ""), cells[2].replaceAll("[` ]", ""), cells[3].strip()))
                .toList();
    }

    /** The program as it is written: its own sources and the script that starts it. */
    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> texts = new ArrayList<>(List.of(Files.readString(Path.of("scripts/plint"))));
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    @Test
    void every_option_of_serve_is_in_the_table_and_no_other() throws IOException {
        Map<String, OptionSpec> options = new CommandLine(new ServeCommand())
                .getCommandSpec().options().stream()
                        .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                        .collect(Collectors.toMap(OptionSpec::longestName, option -> option));
        List<Setting> listed =
                table().stream().filter(setting -> !setting.option().isEmpty()).toList();
        assertThat(listed).extracting(Setting::option).containsExactlyInAnyOrderElementsOf(options.keySet());
        for (Setting setting : listed) {
            Field field = (Field) options.get(setting.option()).userObject();
            assertThat(field.getAnnotation(Option.class).defaultValue())
                    .as(setting.option())
                    .contains(setting.variable());
        }
    }

    @Test
    void every_variable_that_is_read_is_in_the_table_and_no_other() throws IOException {
        Set<String> read = sources().stream()
                .flatMap(text -> VARIABLE.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(table().stream().map(Setting::variable).filter(variable -> !variable.isEmpty()))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void the_defaults_are_those_of_the_program() throws IOException {
        Map<String, String> inCode = new HashMap<>();
        sources().stream()
                .flatMap(text -> WITH_DEFAULT.matcher(text).results())
                .forEach(found -> inCode.put(found.group(1), found.group(2) == null ? "" : found.group(2)));
        assertThat(inCode)
                .containsKeys("PLINT_DATA", "PLINT_DATABASE", "PLINT_PORT", "PLINT_PUBLIC_URL", "PLINT_JAVA_OPTS");
        Map<String, String> inGuide =
                table().stream().collect(Collectors.toMap(Setting::variable, Setting::standard, (one, other) -> one));
        inCode.forEach((variable, value) -> {
            if (!value.isEmpty()) {
                assertThat(inGuide.get(variable)).as(variable).isEqualTo("`" + value + "`");
            } else if (!variable.equals("PLINT_AUDIENCE")) {
                assertThat(inGuide.get(variable)).as(variable).doesNotContain("`");
            }
        });
        // The one default that another option changes is tried.
        assertThat(inGuide.get("PLINT_AUDIENCE")).isEqualTo("`public`; `province` with `--demo`");
        assertThat(Arrays.toString(new CommandLine(new ServeCommand())
                        .getCommandSpec()
                        .findOption("--audience")
                        .description()))
                .contains("or public; with --demo province");
    }
}
