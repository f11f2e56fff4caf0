package net.osmand.account.core.favourites;

import static net.osmand.account.core.favourites.Points.at;
import static net.osmand.account.core.favourites.Points.described;
import static net.osmand.account.core.favourites.Points.named;
import static net.osmand.account.core.favourites.Points.point;
import static net.osmand.account.core.favourites.Points.styled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.osmand.account.core.gpx.BrokenGpxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FavouritesFileTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String PHONE = phone();

    private final FavouritesFile file = parse(PHONE);

    @Test
    void readsPointsAndGroups() {
        var cafe = file.points().getFirst();

        assertThat(file.points())
                .extracting(Favourite::name)
                .containsExactly("Café & Bäcker <1>", "Sushi 寿司 🍣", "", "Plain");
        assertThat(cafe.description()).contains("Best <b>rolls</b> & coffee");
        assertThat(cafe.address()).contains("Damrak 1, Amsterdam");
        assertThat(cafe.color()).contains("#ffeecc22");
        assertThat(cafe.icon()).contains("amenity_cafe");
        assertThat(cafe.background()).contains("circle");
        assertThat(cafe.category()).isEqualTo("food");
        assertThat(cafe.elevation()).hasValue(2.4);
        assertThat(cafe.time()).hasValue(Instant.parse("2025-11-03T18:20:00Z").toEpochMilli());
        assertThat(cafe.extensions())
                .containsEntry("pickup_date", "2026-02-01T10:00:00Z")
                .containsEntry("calendar_event", "false")
                .doesNotContainKey("history");
        assertThat(file.points().get(1).hidden()).isFalse();
        assertThat(file.groups()).extracting(FavouriteGroup::name).containsExactly("food", "");
        var food = file.groups().getFirst();
        assertThat(food.pinned()).isTrue();
        assertThat(food.hidden()).isFalse();
        assertThat(food.color()).contains("#ffeecc22");
        assertThat(food.points()).hasSize(3);
    }

    @Test
    void addsAPointBehindTheOthersAndChangesNothingElse() throws Exception {
        var added = new Favourite(
                "Bar \"Ü\" & 'co'",
                52.1234567,
                4.7654321,
                Optional.of("line 1\nline 2"),
                Optional.of("Street <2>"),
                Optional.of("#ff112233"),
                Optional.of("square"),
                Optional.of("amenity_bar"),
                true,
                "food",
                OptionalLong.empty(),
                OptionalDouble.of(12.5),
                Map.of("amenity_subtype", "bar", "not an element", "x", "a:b", "y"));

        var after = file.with(added, NOW);

        assertThat(text(after)).isEqualTo(PHONE.replace("  <rte>", """
                  <wpt lat="52.1234567" lon="4.7654321">
                    <ele>12.5</ele>
                    <time>2026-11-30T12:00:00Z</time>
                    <name>Bar &quot;Ü&quot; &amp; &apos;co&apos;</name>
                    <desc>line 1
                line 2</desc>
                    <type>food</type>
                    <extensions>
                      <osmand:address>Street &lt;2&gt;</osmand:address>
                      <osmand:amenity_subtype>bar</osmand:amenity_subtype>
                      <osmand:background>square</osmand:background>
                      <osmand:color>#ff112233</osmand:color>
                      <osmand:hidden>true</osmand:hidden>
                      <osmand:icon>amenity_bar</osmand:icon>
                    </extensions>
                  </wpt>
                  <rte>""".indent(0).stripTrailing()));
        assertThat(after.points().getLast().isSame(added)).isTrue();
        assertThat(after.points().getLast().description()).contains("line 1\nline 2");
    }

    @Test
    void keepsTheTimeOfAnAddedPoint() throws Exception {
        var cafe = file.points().getFirst();

        assertThat(file.with(cafe, NOW).points().getLast().time()).isEqualTo(cafe.time());
    }

    @Test
    void removesOnePointAndChangesNothingElse() throws Exception {
        assertThat(text(file.without(1))).isEqualTo(PHONE.replaceFirst("(?s)\n  <wpt lat=\"-33.*?</wpt>", ""));
        assertThat(text(file.without(2))).isEqualTo(PHONE.replace("\n  <wpt lat=\"0\" lon=\"0\"/>", ""));
    }

    @Test
    void replacingAPointByItselfChangesNothing() throws Exception {
        for (var i = 0; i < file.points().size(); i++) {
            assertThat(text(file.replaced(i, file.points().get(i)))).isEqualTo(PHONE);
        }
    }

    @Test
    void changesOnlyTheFieldsThatDiffer() throws Exception {
        var cafe = file.points().getFirst();

        assertThat(text(file.replaced(0, named(cafe, "A & B"))))
                .isEqualTo(PHONE.replace("Café &amp; Bäcker &lt;1&gt;", "A &amp; B"));
        assertThat(text(file.replaced(0, at(cafe, 52.5, 4.8951679)))).isEqualTo(PHONE.replace("52.3702157", "52.5"));
        assertThat(text(file.replaced(0, at(cafe, 52.37021575, 4.89516785)))).isEqualTo(PHONE);
        assertThat(text(file.replaced(0, styled(cafe, "#00ff00", false))))
                .isEqualTo(PHONE.replaceFirst("<osmand:color>#ffeecc22", "<osmand:color>#00ff00"));
        assertThat(text(file.replaced(0, described(cafe, Optional.of("New"), cafe.address()))))
                .isEqualTo(PHONE.replace("<![CDATA[Best <b>rolls</b> & coffee]]>", "New"));
    }

    @Test
    void removesDescriptionAndAddressThatAreGone() throws Exception {
        assertThat(text(file.replaced(0, described(file.points().getFirst(), Optional.empty(), Optional.empty()))))
                .isEqualTo(PHONE.replace("\n    <desc><![CDATA[Best <b>rolls</b> & coffee]]></desc>", "")
                        .replace("\n      <osmand:address>Damrak 1, Amsterdam</osmand:address>", ""));
    }

    @Test
    void addsMissingElementsInTheOrderOfTheSchema() throws Exception {
        var plain = described(file.points().get(3), Optional.of("text"), Optional.of("Street 1"));
        assertThat(text(file.replaced(3, plain)))
                .isEqualTo(PHONE.replace("<desc></desc>", "<desc>text</desc>")
                        .replace("<type>food</type>\n  </wpt>\n  <rte>", """
                                <type>food</type>
                                    <extensions>
                                      <osmand:address>Street 1</osmand:address>
                                    </extensions>
                                  </wpt>
                                  <rte>""".indent(0)
                                .stripTrailing()));

        var zero = named(described(file.points().get(2), Optional.of("d"), Optional.empty()), "Zero");
        assertThat(text(file.replaced(2, at(zero, 0.5, 0))))
                .isEqualTo(PHONE.replace(
                        "<wpt lat=\"0\" lon=\"0\"/>", """
                <wpt lat="0.5" lon="0">
                    <name>Zero</name>
                    <desc>d</desc>
                  </wpt>""".indent(0).stripTrailing()));
    }

    @Test
    void hidesAndShowsPoints() throws Exception {
        var sushi = file.points().get(1);
        var hidden = file.replaced(1, styled(sushi, "#ff0000", true));

        assertThat(text(hidden)).isEqualTo(PHONE.replace("<hidden>false", "<hidden>true"));
        assertThat(hidden.groups().getFirst().hidden()).isTrue();
        assertThat(text(hidden.replaced(1, sushi))).isEqualTo(PHONE.replace("<hidden>false</hidden>", ""));
    }

    @Test
    void changesTheAppearanceOfAGroup() throws Exception {
        var group = new FavouriteGroup(
                "food", Optional.of("#ff000000"), Optional.of("star"), Optional.empty(), true, false, List.of());

        assertThat(text(file.with(group)))
                .isEqualTo(PHONE.replace(
                        "color=\"#ffeecc22\" icon=\"amenity_cafe\" background=\"circle\" pinned=\"true\" x:order=\"7\"/>",
                        "color=\"#ff000000\" icon=\"star\" background=\"circle\" x:order=\"7\" hidden=\"true\"/>"));
    }

    @Test
    void describesAGroupThatTheFileDoesNotDescribe() throws Exception {
        var group = new FavouriteGroup(
                "", Optional.of("#ff000000"), Optional.empty(), Optional.empty(), false, true, List.of());
        assertThat(text(file.with(group)))
                .isEqualTo(PHONE.replace("x:order=\"7\"/>", """
                        x:order="7"/>
                              <group name="" color="#ff000000" pinned="true"/>""".indent(0).stripTrailing()));

        assertThat(text(parse("<gpx><extensions><a/></extensions></gpx>").with(group)))
                .isEqualTo("<gpx xmlns:osmand=\"https://osmand.net/docs/technical/osmand-file-formats/osmand-gpx\">"
                        + "<extensions><a/><osmand:points_groups><group name=\"\" color=\"#ff000000\" pinned=\"true\"/>"
                        + "</osmand:points_groups></extensions></gpx>");
        assertThat(parse("<gpx/>").with(group).groups().getFirst().pinned()).isTrue();
    }

    @Test
    void renamesAGroupInPointsAndDescription() throws Exception {
        var renamed = file.renamed("food", "Essen & Trinken");

        assertThat(renamed.points()).extracting(Favourite::category).containsOnly("Essen & Trinken");
        assertThat(text(renamed))
                .isEqualTo(PHONE.replace("<type>food</type>", "<type>Essen &amp; Trinken</type>")
                        .replace("name=\"food\"", "name=\"Essen &amp; Trinken\"")
                        .replace("<wpt lat=\"0\" lon=\"0\"/>", """
                                <wpt lat="0" lon="0">
                                    <type>Essen &amp; Trinken</type>
                                  </wpt>""".indent(0).stripTrailing()));
        assertThat(renamed.renamed("Essen & Trinken", "").points())
                .extracting(Favourite::category)
                .containsOnly("");
    }

    @Test
    void movesAPointWithItsUnknownPartsToAnotherFile() throws Exception {
        var other = parse("""
                <?xml version="1.0"?>
                <gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0">
                  <wpt lat="1" lon="1"><name>A</name></wpt>
                </gpx>
                """);

        var moved = other.withPointOf(file, 0);

        assertThat(moved.points()).hasSize(2);
        assertThat(moved.points().get(1)).isEqualTo(file.points().getFirst());
        assertThat(text(moved))
                .contains("<x:history count=\"2\"><x:visit at=\"1\"/><x:visit at=\"2\"/></x:history>")
                .contains("xmlns:x=\"urn:other\"")
                .contains("xmlns:osmand=\"https://osmand.net/docs/technical/osmand-file-formats/osmand-gpx\"")
                .doesNotContain("GPX/1/1");
        assertThat(text(moved.without(1))).isEqualTo(text(other));
    }

    @Test
    void findsPointsByIndexAndNameOrByNameAndPosition() {
        assertThat(file.find(3, "Plain")).hasValue(3);
        assertThat(file.find(2, "Plain")).isEmpty();
        assertThat(file.find(-1, "Plain")).isEmpty();
        assertThat(file.find(4, "Plain")).isEmpty();
        assertThat(file.find(point("Plain", 1.5, 2.5, "other"))).hasValue(3);
        assertThat(file.find(point("Plain", 1.5000001, 2.4999999, ""))).hasValue(3);
        assertThat(file.find(point("Plain", 1.5000002, 2.5, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1252"})
    void keepsTheEncoding(String name) throws Exception {
        var charset = Charset.forName(name);
        var mark = name.equals("UTF-16LE") ? "\ufeff" : "";
        var written = mark + "<?xml version='1.0' encoding='" + (mark.isEmpty() ? name : "UTF-16") + "'?>\r\n<gpx>\r\n"
                + "\t<wpt lat='1' lon='2'>\r\n\t\t<name>Zoë</name>\r\n\t</wpt>\r\n</gpx>";
        var before = FavouritesFile.parse(written.getBytes(charset));

        var after = before.with(point("Ærø 寿", 3, 4, ""), NOW);

        assertThat(after.points()).extracting(Favourite::name).containsExactly("Zoë", "Ærø 寿");
        assertThat(after.without(1).bytes()).isEqualTo(written.getBytes(charset));
        assertThat(new String(after.bytes(), charset)).contains("\r\n\t<wpt lat=\"3.0\"");
    }

    @Test
    void keepsAByteOrderMark() throws Exception {
        var written = "\ufeff<gpx><wpt lat='1' lon='2'/></gpx>";
        var after =
                FavouritesFile.parse(written.getBytes(StandardCharsets.UTF_8)).without(0);
        assertThat(text(after)).isEqualTo("\ufeff<gpx></gpx>");
    }

    @Test
    void startsAFileWithAGroup() throws Exception {
        var group = new FavouriteGroup(
                "a/b:c", Optional.of("#ff112233"), Optional.of("star"), Optional.of("circle"), false, false, List.of());
        var started = FavouritesFile.empty().with(group).with(point("X", 1, 2, "a/b:c"), NOW);

        assertThat(started.groups()).hasSize(1);
        assertThat(started.groups().getFirst().points()).hasSize(1);
        assertThat(started.points().getFirst().time()).hasValue(NOW.toEpochMilli());
        assertThat(FavouritesFile.empty().points()).isEmpty();
    }

    /** Such points exist in real files. */
    @Test
    void keepsAPointWithoutAPosition() throws Exception {
        var written = "<gpx><wpt lat='' lon=''><name>X</name></wpt><wpt/></gpx>";
        var broken = parse(written);

        assertThat(broken.points()).extracting(Favourite::latitude).containsExactly(0.0, 0.0);
        assertThat(text(broken.replaced(0, broken.points().getFirst()))).isEqualTo(written);
        assertThat(text(broken.replaced(1, at(broken.points().get(1), 1.5, 2))))
                .contains("<wpt lat=\"1.5\" lon=\"2.0\"/>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<gpx>",
                "<kml/>",
                "<gpx><wpt lat='1' lon='2'/>",
                "<!DOCTYPE gpx><gpx/>",
                "<?xml version='1.0' encoding='x-none'?><gpx/>"
            })
    void refusesWhatIsNotAFavouritesFile(String written) {
        assertThatThrownBy(() -> FavouritesFile.parse(written.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BrokenGpxException.class);
    }

    @Test
    void refusesMorePointsThanAnAnswerHolds() {
        var many = "<gpx>" + "<wpt lat='1' lon='2'/>".repeat(25_001) + "</gpx>";
        assertThatThrownBy(() -> parse(many)).hasRootCauseInstanceOf(BrokenGpxException.class);
        assertThat(parse(many.replaceFirst("<wpt lat='1' lon='2'/>", "")).points())
                .hasSize(25_000);
    }

    private static String text(FavouritesFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    private static FavouritesFile parse(String text) {
        try {
            return FavouritesFile.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (BrokenGpxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String phone() {
        try (var in = FavouritesFileTest.class.getResourceAsStream("food.gpx")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
