package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sends the calls below /mapapi/fav as the public web client sends them (docs/protocol/favourites.md). */
class WebFavouritesTest {
    private static final String FOOD = "favorites-food.gpx";
    private static final String PHONE = """
        <?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
        <gpx version="1.1" creator="OsmAnd" xmlns="http://www.topografix.com/GPX/1/1" xmlns:osmand="https://osmand.net">
          <wpt lat="52.1" lon="4.1">
            <name>Café</name>
            <type>food</type>
            <extensions>
              <osmand:color>#ffeecc22</osmand:color>
              <osmand:visited_date>2026-01-02T10:00:00Z</osmand:visited_date>
            </extensions>
          </wpt>
          <extensions>
            <osmand:points_groups>
              <group name="food" color="#ffeecc22" icon="amenity_cafe" background="circle"/>
            </osmand:points_groups>
          </extensions>
        </gpx>
        """;

    private final TestStack stack = TestStack.shared();
    private final TestApp phone = TestApp.signedUp(stack);
    private final TestBrowser browser = TestBrowser.of(phone);

    @Test
    void addsChangesMovesAndDeletesAPoint() {
        phone.store("FAVOURITES", FOOD, PHONE);
        var added = json(add(FOOD, Map.of("updatetime", time(FOOD)), """
            {"name":"Bar","lat":"52.1234567","lon":4.5,"desc":null,"address":"Damrak 1","color":"#112233","icon":"bar",
             "background":"square","hidden":"true","category":"food","ext":{"ele":99999,"extensions":{"amenity":"bar"}}}\
            """));
        assertThat(added.path("status").asText()).isEqualTo("ok");
        assertThat(added.path("name").asText()).isEqualTo(FOOD);
        assertThat(added.path("updatetime").asText()).isEqualTo(time(FOOD));
        var data = added.at("/details/trackData");
        assertThat(data.path("wpts")).hasSize(2);
        var bar = data.path("wpts").path(1);
        assertThat(bar.path("lat").asDouble()).isEqualTo(52.1234567);
        assertThat(bar.path("address").asText()).isEqualTo("Damrak 1");
        assertThat(bar.path("hidden").asText()).isEqualTo("true");
        assertThat(bar.at("/ext/extensions/amenity").asText()).isEqualTo("bar");
        assertThat(bar.at("/ext/ele").asInt()).isEqualTo(99_999);
        var group = data.at("/pointsGroups/food");
        assertThat(group.path("hidden").isBoolean()).isTrue();
        assertThat(group.path("hidden").asBoolean()).isTrue();
        assertThat(group.path("iconName").asText()).isEqualTo("amenity_cafe");
        assertThat(group.path("points")).hasSize(2);

        var updated = json(update("Bar", 1, FOOD, "favorites.gpx", """
            {"name":"Bar 2","lat":52.2,"lon":4.5,"category":null,"color":"#112233","ext":{}}\
            """));
        assertThat(updated.at("/respNewGroup/name").asText()).isEqualTo("favorites.gpx");
        assertThat(updated.at("/respNewGroup/details/trackData/pointsGroups").has(""))
                .as("default group")
                .isTrue();
        assertThat(updated.at("/respOldGroup/updatetime").asText()).isEqualTo(time(FOOD));
        assertThat(content(FOOD))
                .as("what the phone wrote is there again, byte for byte")
                .isEqualTo(PHONE);
        assertThat(content("favorites.gpx")).contains("<name>Bar 2</name>").contains("amenity>bar<");

        var deleted = json(browser.post(
                "/mapapi/fav/delete",
                Map.of("fileName", "favorites.gpx", "updatetime", time("favorites.gpx")),
                "{\"name\":\"Bar 2\",\"lat\":\"52.2000000\",\"lon\":\"4.5\"}"));
        assertThat(deleted.at("/details/trackData/wpts")).isEmpty();
        new Invariants(stack).check(phone);
    }

    @Test
    void acceptsAPointThatIsSentAsPlainText() {
        var point = "{\"name\":\"Home\",\"lat\":1,\"lon\":2}";

        json(browser.postText("/mapapi/fav/add", Map.of("fileName", "favorites.gpx"), point));

        assertThat(content("favorites.gpx")).contains("<name>Home</name>");
    }

    @Test
    void writesNoElevationForAPointThatHasNone() {
        json(add("favorites.gpx", Map.of(), "{\"name\":\"Home\",\"lat\":1,\"lon\":2,\"ext\":{\"ele\":99999}}"));

        assertThat(content("favorites.gpx")).doesNotContain("<ele");
    }

    @Test
    void removesADescriptionThatIsNull() {
        phone.store("FAVOURITES", FOOD, PHONE.replace("<type>", "<desc>Good</desc><type>"));

        json(update("Café", 0, FOOD, FOOD, "{\"name\":\"Café\",\"lat\":52.1,\"lon\":4.1,\"desc\":null}"));

        assertThat(content(FOOD)).contains("<name>Café</name>").doesNotContain("<desc");
    }

    /** Older clients do not name the group. */
    @Test
    void hidesAGroupWithoutItsName() {
        phone.store("FAVOURITES", FOOD, PHONE);
        var point = TestStack.JSON.valueToTree("{\"name\":\"Café\",\"lat\":52.1,\"lon\":4.1,\"hidden\":\"true\"}");

        var hidden = json(browser.post(
                "/mapapi/fav/update-all-favorites",
                Map.of("fileName", FOOD, "updatetime", time(FOOD), "updateTimestamp", "false"),
                "[" + point + "]"));

        assertThat(hidden.at("/respNewGroup/details/trackData/pointsGroups/food/hidden")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void pinsTheDefaultGroupAndUnpinsIt() {
        phone.store("FAVOURITES", "favorites.gpx", "<gpx><wpt lat=\"1\" lon=\"2\"/></gpx>");

        assertThat(isPinned(updateDefaultGroup("{\"pinned\":true}"))).isTrue();
        assertThat(isPinned(updateDefaultGroup("{}"))).isFalse();
    }

    private static boolean isPinned(JsonNode updated) {
        return updated.path("details")
                .path("trackData")
                .path("pointsGroups")
                .path("")
                .path("pinned")
                .asBoolean();
    }

    private JsonNode updateDefaultGroup(String group) {
        return json(browser.post(
                "/mapapi/fav/update-group",
                Map.of("fileName", "favorites.gpx", "groupName", "", "updatetime", time("favorites.gpx")),
                "{\"pointsGroups\":{\"\":" + group + "}}"));
    }

    @Test
    void hidesAGroupAndSetsItsAppearance() {
        phone.store("FAVOURITES", FOOD, PHONE);
        var point = TestStack.JSON.valueToTree("""
            {"name":"Café","lat":52.1,"lon":4.1,"color":"#ffeecc22","hidden":true,"category":"food"}\
            """);
        var hidden = json(browser.post(
                "/mapapi/fav/update-all-favorites",
                Map.of("fileName", FOOD, "groupName", "food", "updatetime", time(FOOD), "updateTimestamp", "false"),
                "[" + point + "]"));
        assertThat(hidden.at("/respNewGroup/details/trackData/pointsGroups/food/hidden")
                        .asBoolean())
                .isTrue();
        assertThat(hidden.path("respOldGroup").asText("x")).isEmpty();

        var group = json(
                browser.post(
                        "/mapapi/fav/update-group",
                        Map.of(
                                "fileName",
                                FOOD,
                                "groupName",
                                "food",
                                "updatetime",
                                time(FOOD),
                                "clienttime",
                                "1700000000000"),
                        "{\"pointsGroups\":{\"food\":{\"name\":\"food\",\"color\":\"#00ff00\",\"iconName\":\"star\",\"pinned\":\"true\"}}}"));
        assertThat(group.path("clienttime").asLong()).isEqualTo(1_700_000_000_000L);
        assertThat(group.at("/details/trackData/pointsGroups/food/pinned").asBoolean())
                .isTrue();
        assertThat(content(FOOD)).contains("visited_date>2026-01-02").contains("icon=\"star\"");
    }

    @Test
    void createsAndRenamesAGroup() {
        var body =
                "{\"pointsGroups\":{\"a/b\":{\"name\":\"a/b\",\"color\":\"#00ff00\",\"iconName\":\"star\",\"points\":[]}}}";
        var created = json(browser.post("/mapapi/fav/add-group", Map.of("groupName", "a_%_b"), body));
        assertThat(created.path("name").asText()).isEqualTo("favorites-a_%_b.gpx");
        var groups = TestStack.read(created.at("/details/pointGroups").asText());
        assertThat(groups.at("/a~1b/color").asText()).isEqualTo("#00ff00");
        assertThat(groups.at("/a~1b/groupSize").asText()).isEqualTo("0");
        isSentence(browser.post("/mapapi/fav/add-group", Map.of("groupName", "a_%_b"), body));

        phone.store("FAVOURITES", FOOD, PHONE);
        isSentence(rename("favorites-a_%_b.gpx", FOOD, "a/b", "food"));
        var renamed = rename(FOOD, "favorites-meals.gpx", "food", "meals");
        assertThat(TestBrowser.text(renamed)).isEqualTo("{\"status\":\"ok\"}");
        assertThat(content("favorites-meals.gpx"))
                .isEqualTo(PHONE.replace(">food<", ">meals<").replace("\"food\"", "\"meals\""));
        assertThat(names()).containsExactly("favorites-a_%_b.gpx", "favorites-meals.gpx");
        new Invariants(stack).check(phone);
    }

    @Test
    void createsTheDefaultGroupAgainAfterItsDeletion() {
        phone.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        phone.delete("FAVOURITES", "favorites.gpx");

        json(add("favorites.gpx", Map.of(), "{\"name\":\"Home\",\"lat\":1,\"lon\":2}"));

        assertThat(content("favorites.gpx")).contains("<name>Home</name>");
        new Invariants(stack).check(phone);
    }

    @Test
    void refusesAnotherVersionThanTheCallerKnows() {
        phone.store("FAVOURITES", FOOD, PHONE);
        var known = time(FOOD);
        phone.store("FAVOURITES", FOOD, PHONE.replace("Café", "Tea"));
        var point = "{\"name\":\"Bar\",\"lat\":1,\"lon\":2}";

        assertThat(TestStack.errorCode(add(FOOD, Map.of("updatetime", known), point)))
                .isEqualTo(106);
        assertThat(TestStack.errorCode(add("favorites-none.gpx", Map.of(), point)))
                .isEqualTo(106);
        assertThat(add(FOOD, Map.of("updatetime", time(FOOD)), point).statusCode())
                .isEqualTo(200);
        assertThat(add(FOOD, Map.of(), "{\"name\":\"Bar\",\"lat\":\"x\",\"lon\":2}")
                        .statusCode())
                .isEqualTo(400);
        phone.store("FAVOURITES", FOOD, "not xml");
        assertThat(TestStack.errorCode(add(FOOD, Map.of(), point))).isEqualTo(400);
        assertThat(content(FOOD)).isEqualTo("not xml");
    }

    private HttpResponse<byte[]> add(String fileName, Map<String, String> more, String point) {
        var query = new HashMap<>(more);
        query.put("fileName", fileName);
        return browser.post("/mapapi/fav/add", query, point);
    }

    private HttpResponse<byte[]> update(String name, int index, String from, String to, String point) {
        return browser.post(
                "/mapapi/fav/update",
                Map.of(
                        "wptName", name,
                        "oldGroupName", from,
                        "newGroupName", to,
                        "oldGroupUpdatetime", time(from),
                        "ind", Integer.toString(index)),
                point);
    }

    private HttpResponse<byte[]> rename(String from, String to, String oldName, String newName) {
        return browser.get(
                "/mapapi/fav/rename-fav-group",
                Map.of(
                        "fullOldName", from,
                        "fullNewName", to,
                        "oldName", oldName,
                        "newName", newName,
                        "oldUpdatetime", time(from)));
    }

    private static void isSentence(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestBrowser.text(answer)).matches("[A-Z][^{}\\n]{10,200}\\.");
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(TestBrowser.text(answer)).isEqualTo(200);
        return TestStack.json(answer);
    }

    private String content(String name) {
        return TestBrowser.text(browser.get("/mapapi/download-file", Map.of("type", "FAVOURITES", "name", name)));
    }

    private JsonNode list() {
        return TestStack.json(browser.get("/mapapi/list-files", Map.of("type", "FAVOURITES")))
                .path("uniqueFiles");
    }

    private List<String> names() {
        return list().valueStream()
                .map(file -> file.path("name").asText())
                .sorted()
                .toList();
    }

    private String time(String name) {
        return list().valueStream()
                .filter(file -> file.path("name").asText().equals(name))
                .map(file -> file.path("updatetimems").asText())
                .findFirst()
                .orElseThrow();
    }
}
