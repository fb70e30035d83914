package nl.plint;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.plint.store.Published;
import org.junit.jupiter.api.Test;

/** The picture of packages in architecture.md, as data, held against the code. */
class ArchitectureTest {
    private static final JavaClasses PLINT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("nl.plint");

    /** Each package and the ones that it may name. A package not listed here does not exist. */
    private static final Map<String, List<String>> MAY_NAME = Map.ofEntries(
            Map.entry("text", List.of()),
            // Only job.postgis does, which keeps jobs in the database that an archive of the store is in.
            Map.entry("job", List.of("store")),
            Map.entry("quantity", List.of()),
            Map.entry("geo", List.of()),
            Map.entry("stats", List.of()),
            Map.entry("retail", List.of()),
            Map.entry("filter", List.of("quantity", "geo")),
            Map.entry("dataset", List.of("text", "quantity", "geo")),
            Map.entry("store", List.of("dataset", "filter", "geo", "quantity", "text")),
            Map.entry("policy", List.of("filter", "quantity", "geo", "text")),
            Map.entry("encode", List.of("dataset", "geo", "quantity", "text")),
            Map.entry("ingest", List.of("store", "encode", "dataset", "geo", "quantity", "text")),
            Map.entry(
                    "analysis",
                    List.of("store", "dataset", "filter", "stats", "retail", "policy", "geo", "quantity", "text")),
            Map.entry(
                    "http",
                    List.of(
                            "job",
                            "analysis",
                            "ingest",
                            "store",
                            "encode",
                            "dataset",
                            "filter",
                            "geo",
                            "quantity",
                            "text")),
            Map.entry(
                    "app",
                    List.of(
                            "http",
                            "job",
                            "analysis",
                            "ingest",
                            "store",
                            "policy",
                            "encode",
                            "filter",
                            "dataset",
                            "stats",
                            "geo",
                            "quantity",
                            "text")));

    private static final Map<String, List<String>> ONLY_IN = Map.of(
            "io.javalin..", List.of("http", "app"),
            "org.eclipse.jetty..", List.of("http"),
            "org.geotools..", List.of("geo"),
            "org.locationtech.proj4j..", List.of("geo"),
            "java.sql..",
                    List.of(
                            "dataset.geopackage",
                            "encode", // an encoder tells of a failure of SQLite as one of a file
                            "store.geopackage",
                            "store.postgis",
                            "job.postgis",
                            "ingest.format"),
            "org.sqlite..", List.of("store.geopackage", "ingest.format"),
            "org.postgresql..", List.of("store.postgis"),
            "com.zaxxer..", List.of("store.postgis"),
            "org.flywaydb..", List.of("store.postgis"),
            "picocli..", List.of("app"));

    private static final String[] PURE = {
        "nl.plint.stats..", "nl.plint.retail..", "nl.plint.filter..", "nl.plint.policy.."
    };

    @Test
    void every_package_is_in_the_picture() {
        TreeSet<String> found = PLINT.stream()
                .map(type -> type.getPackageName().split("\\."))
                .filter(parts -> parts.length > 2)
                .map(parts -> parts[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(MAY_NAME.keySet()).containsAll(found);
    }

    @Test
    void each_package_names_only_what_the_picture_allows() {
        MAY_NAME.forEach((name, allowed) -> {
            String[] forbidden = MAY_NAME.keySet().stream()
                    .filter(other -> !other.equals(name) && !allowed.contains(other))
                    .map(other -> "nl.plint." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("nl.plint." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .because("architecture.md shows which packages " + name + " may name")
                    .allowEmptyShould(true)
                    .check(PLINT);
        });
    }

    @Test
    void there_is_no_circle_between_packages_or_their_subpackages() {
        slices().matching("nl.plint.(*)..").should().beFreeOfCycles().check(PLINT);
        slices().matching("nl.plint.(**)").should().beFreeOfCycles().check(PLINT);
    }

    @Test
    void each_library_stays_where_the_picture_puts_it() {
        ONLY_IN.forEach((library, homes) -> noClasses()
                .that(resideOutside(homes))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .because("only " + homes + " may use " + library)
                .check(PLINT));
    }

    @Test
    void only_app_names_a_concrete_store_or_format() {
        noClasses()
                .that(resideOutside(List.of("app", "store.geopackage", "ingest.format")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("nl.plint.store.geopackage..", "nl.plint.ingest.format..")
                .check(PLINT);
    }

    @Test
    void what_is_restricted_is_read_only_where_disclosure_decides_what_leaves() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("nl.plint.analysis.vacancy.ObservedUnits")
                .should()
                .callMethod(Published.class, "undisclosed")
                .because("what else is answered to the public comes from what the public may see")
                .check(PLINT);
    }

    @Test
    void jobs_know_of_the_store_only_where_they_are_kept_in_its_database() {
        noClasses()
                .that()
                .resideInAPackage("nl.plint.job")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("nl.plint.store..")
                .check(PLINT);
    }

    @Test
    void the_pure_packages_do_no_input_or_output_and_do_not_log() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.net.http..", "java.nio.file..", "java.sql..", "io.javalin..")
                .allowEmptyShould(true)
                .check(PLINT);
    }

    @Test
    void every_package_is_null_marked() {
        List<String> marked = PLINT.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .toList();
        classes()
                .that(alwaysTrue())
                .should()
                .resideInAnyPackage(marked.toArray(String[]::new))
                .check(PLINT);
    }

    private static DescribedPredicate<JavaClass> resideOutside(List<String> homes) {
        String[] packages = homes.stream()
                .flatMap(home -> Stream.of("nl.plint." + home + ".."))
                .toArray(String[]::new);
        return DescribedPredicate.not(resideInAnyPackage(packages));
    }
}
