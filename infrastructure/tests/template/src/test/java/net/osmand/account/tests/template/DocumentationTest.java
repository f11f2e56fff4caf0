package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that every reference resolves inside the repository and that the README stays short. */
class DocumentationTest {
    private static final Path ROOT = Repository.root();

    /** Folders without sources. */
    private static final Set<String> BUILT = Set.of(
            "target",
            "node_modules",
            "dist",
            ".git",
            ".tools",
            ".aws-sam",
            ".local",
            ".idea",
            "screenshots",
            "__pycache__");

    private static final Pattern TEXT =
            Pattern.compile(".*\\.(java|tsx?|mjs|css|html|ya?ml|py|sh|md|toml|xml)|Makefile");

    /** References to numbered rulings, issues and pages outside of the repository. */
    private static final Pattern OUTSIDE = Pattern.compile("\\b[Rr]ulings? [0-9]|\\b[Ii]ssues? [0-9]"
            + "|\\b(mobile-userdata|web-portal|clients-addendum|rulings|redesign|plain-english|code-review)\\.md"
            + "|shared/(protocol|design|notes)|(?<![/\\w-])purchases\\.md sections?");

    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern MENTION = Pattern.compile("\\bdocs/([a-z0-9/-]+\\.md)(#[a-z0-9-]+)?");
    private static final Pattern NUMBERED = Pattern.compile("\\[decision ([0-9]+)]\\([^)]*?([0-9]{4})-[a-z-]+\\.md\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");

    private final Map<Path, Set<String>> anchors = new HashMap<>();

    @Test
    void refersToNoDocumentOutsideTheRepository() throws IOException {
        var found = new ArrayList<String>();
        for (var file : files()) {
            if (!file.endsWith("DocumentationTest.java")) {
                OUTSIDE.matcher(Files.readString(file))
                        .results()
                        .forEach(match -> found.add(ROOT.relativize(file) + ": " + match.group()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyLinkOfAPageResolves() throws IOException {
        var links = 0;
        for (var page : pages()) {
            for (var link : matches(LINK, FENCE.matcher(Files.readString(page)).replaceAll(""))) {
                var target = link.group(1);
                if (!target.matches("[a-z]+:.*")) {
                    var parts = target.split("#", 2);
                    var file = parts[0].isEmpty()
                            ? page
                            : page.resolveSibling(parts[0]).normalize();
                    assertThat(file)
                            .as("%s links to %s", ROOT.relativize(page), target)
                            .exists();
                    if (parts.length == 2) {
                        assertThat(anchors(file))
                                .as("%s links to %s", ROOT.relativize(page), target)
                                .contains(parts[1]);
                    }
                    links++;
                }
            }
        }
        assertThat(links).isGreaterThan(100);
    }

    /** Comments, messages and templates refer to a page by its path, optionally with a heading after #. */
    @Test
    void everyMentionOfAPageResolves() throws IOException {
        var mentions = 0;
        for (var file : files()) {
            for (var mention : matches(MENTION, Files.readString(file))) {
                var page = ROOT.resolve("docs").resolve(mention.group(1));
                assertThat(page).as("%s mentions it", ROOT.relativize(file)).exists();
                if (mention.group(2) != null) {
                    assertThat(anchors(page))
                            .as("%s mentions %s", ROOT.relativize(file), mention.group())
                            .contains(mention.group(2).substring(1));
                }
                mentions++;
            }
        }
        assertThat(mentions).isGreaterThan(80);
    }

    @Test
    void theIndexListsEveryPage() throws IOException {
        for (var folder : List.of("docs", "docs/protocol")) {
            var index = Files.readString(ROOT.resolve(folder, "index.md"));
            try (var pages = Files.list(ROOT.resolve(folder))) {
                assertThat(pages.map(Path::getFileName).map(Path::toString))
                        .filteredOn(name -> name.endsWith(".md") && !name.equals("index.md"))
                        .hasSizeGreaterThan(8)
                        .allSatisfy(name -> assertThat(index).contains("](" + name + ")"));
            }
        }
    }

    @Test
    void everyDecisionHasANumberOfItsOwn() throws IOException {
        var numbers = new ArrayList<String>();
        try (var pages = Files.list(ROOT.resolve("docs/decisions"))) {
            for (var page : pages.toList()) {
                var number = page.getFileName().toString().substring(0, 4);
                assertThat(Files.readString(page))
                        .as(page.toString())
                        .startsWith("# " + Integer.parseInt(number) + ".");
                numbers.add(number);
            }
        }
        assertThat(numbers).hasSizeGreaterThan(14).doesNotHaveDuplicates();
        for (var page : pages()) {
            for (var link : matches(NUMBERED, Files.readString(page))) {
                assertThat(Integer.parseInt(link.group(2)))
                        .as("%s says %s", ROOT.relativize(page), link.group())
                        .isEqualTo(Integer.parseInt(link.group(1)));
            }
        }
    }

    @Test
    void theReadmeIsShortAndSaysTheStatus() throws IOException {
        var lines = Files.readAllLines(ROOT.resolve("README.md"));
        assertThat(lines)
                .hasSizeBetween(60, 120)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
        assertThat(String.join("\n", lines)).contains("not yet deployed to AWS by its authors");
    }

    @Test
    void theReadmesFoldersExist() throws IOException {
        var folders = matches(
                Pattern.compile("`((?:functions|infrastructure)/[a-z-]+)`"),
                Files.readString(ROOT.resolve("README.md")));
        assertThat(folders)
                .hasSizeGreaterThan(9)
                .allSatisfy(folder -> assertThat(ROOT.resolve(folder.group(1))).isDirectory());
    }

    @Test
    void theReleaseIsTheSameEverywhere() throws IOException {
        assertThat(Files.readString(ROOT.resolve("pom.xml"))).contains("<version>0.1.0</version>");
        for (var file : files()) {
            if (file.endsWith("pom.xml")) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("-SNAPSHOT");
            }
        }
        assertThat(Files.readString(ROOT.resolve("CHANGELOG.md"))).contains("0.1.0");
        assertThat(Files.readString(ROOT.resolve("LICENSE"))).contains("Apache License", "Version 2.0, January 2004");
    }

    @Test
    void gitHubActionsArePinnedByCommit() throws IOException {
        var uses = matches(Pattern.compile("uses: (.*)"), Files.readString(ROOT.resolve(".github/workflows/ci.yml")));
        assertThat(uses)
                .hasSizeGreaterThan(3)
                .allSatisfy(use -> assertThat(use.group(1)).matches("[a-z/-]+@[0-9a-f]{40} # v[0-9.]+"));
    }

    @Test
    void theDataModelNamesEveryStoredAttribute() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/data-model.md"));
        var attributes = new ArrayList<String>();
        for (var file : files()) {
            if (file.getFileName().toString().endsWith("Item.java")) {
                matches(Pattern.compile("\\bwith\\(\\s*\"(\\w+)\""), Files.readString(file))
                        .forEach(match -> attributes.add(match.group(1)));
            }
        }
        assertThat(attributes).hasSizeGreaterThan(100);
        assertThat(attributes.stream().filter(attribute -> !page.contains("`" + attribute + "`")))
                .as("attributes that docs/data-model.md lacks")
                .isEmpty();
    }

    /** {@code make recipe} compiles and calls the example, but {@code make test} does not. */
    @Test
    void theExampleOfANewRouteUsesExistingClasses() throws IOException {
        var page = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        var names = files().stream().map(file -> file.getFileName().toString()).toList();
        assertThat(matches(Pattern.compile("(?m)^import [a-z.]+\\.(\\w+);|= new (\\w+)\\("), page))
                .hasSizeGreaterThan(5)
                .allSatisfy(use ->
                        assertThat(names).contains((use.group(1) == null ? use.group(2) : use.group(1)) + ".java"));
    }

    private Set<String> anchors(Path page) throws IOException {
        var known = anchors.get(page);
        if (known == null) {
            known = new HashSet<>();
            for (var heading :
                    matches(HEADING, FENCE.matcher(Files.readString(page)).replaceAll(""))) {
                known.add(anchor(heading.group(1)));
            }
            anchors.put(page, known);
        }
        return known;
    }

    /** Returns GitHub's anchor of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static List<Path> pages() throws IOException {
        return files().stream().filter(file -> file.toString().endsWith(".md")).toList();
    }

    /** All sources and pages. */
    private static List<Path> files() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return BUILT.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (TEXT.matcher(file.getFileName().toString()).matches()) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(found).hasSizeGreaterThan(500);
        return found;
    }
}
