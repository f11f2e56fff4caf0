package net.osmand.account.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import net.osmand.account.core.gpx.GpxLimits;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;

/**
 * Limits for the texts and lists of a request. They are checked before other code reads a value, so a long one can't
 * make a later step slow. infrastructure/api/openapi.yaml has the same numbers as {@code maxLength} and
 * {@code maxItems}; RequestLimitsTest compares them.
 */
public final class RequestLimits {
    /** Parameters of query and form together. */
    public static final int PARAMETERS = 100;

    /** Entries of the list that empties the trash: some apps send the whole trash. */
    public static final int TRASH_ENTRIES = 10_000;

    /** Types selected for an export. */
    public static final int EXPORT_KEYS = 1_000;

    /** Rows whose details are requested: the web client sends all rows that it shows. */
    public static final int REFRESHED_ROWS = 10_000;

    /** Favourites in a group: the web client sends all points of a file to hide or show them. */
    public static final int FAVOURITES = GpxLimits.FAVOURITES.points();

    /** Parts of a direct upload that one request presigns. */
    public static final int UPLOAD_PARTS = 100;

    /** Characters of a path segment. */
    public static final int PATH_STEP = 256;

    /** Characters of any other text, such as a favourite's description. */
    public static final int OTHER_TEXT = 10_000;

    /** Characters of a text in a list, such as a favourite as JSON. */
    private static final int TEXT_IN_LIST = 50_000;

    /** Characters of an encoded parameter name. */
    private static final int PARAMETER_NAME = 1_000;

    /** Characters of a text of which only the first 64 are stored. */
    private static final int CUT_TEXT = 10_000;

    /** Characters of a number, a flag or a keyword. */
    private static final int WORD = 64;

    /** Characters of a file name as list-files shows it, where a one-byte line break becomes three characters. */
    private static final int FILE_NAME = 3 * FileKey.LONGEST_NAME;

    /** Characters of Apple's receipt in Base64, which grows with each renewal. */
    private static final int RECEIPT = 1_000_000;

    /** Code points by the name of a parameter or field. */
    private static final Map<String, Integer> MAX_LENGTHS = Map.ofEntries(
            Map.entry("", TEXT_IN_LIST),
            Map.entry("accessToken", 256),
            Map.entry("action", WORD),
            Map.entry("addDevices", WORD),
            Map.entry("allVersions", WORD),
            Map.entry("before", WORD),
            Map.entry("brand", CUT_TEXT),
            Map.entry("clienttime", WORD),
            Map.entry("code", 256),
            Map.entry("cursor", 4_096),
            Map.entry("deleted_until", WORD),
            Map.entry("deviceid", CUT_TEXT),
            Map.entry("deviceId", WORD),
            Map.entry("email", 1_024),
            Map.entry("format", WORD),
            Map.entry("id", WORD),
            Map.entry("isNew", WORD),
            Map.entry("isTrash", WORD),
            Map.entry("keys", 10_000),
            Map.entry("lang", CUT_TEXT),
            Map.entry("login", WORD),
            Map.entry("model", CUT_TEXT),
            Map.entry("month", WORD),
            Map.entry("name", FILE_NAME),
            Map.entry("old_password", 1_024),
            Map.entry("orderid", 256),
            Map.entry("orderId", 256),
            Map.entry("password", 1_024),
            Map.entry("payload", RECEIPT),
            Map.entry("receipt", RECEIPT),
            Map.entry("sha256", 44),
            Map.entry("token", 256),
            Map.entry("type", 1_024),
            Map.entry("updatetime", WORD),
            Map.entry("username", 1_024),
            Map.entry("zone", WORD));

    private RequestLimits() {}

    /** Returns the limit for a parameter or field, code points. */
    public static int longest(String name) {
        return MAX_LENGTHS.getOrDefault(name, OTHER_TEXT);
    }

    /** Checks the name of a form parameter before it is decoded. */
    static void checkName(int encodedLength) {
        if (encodedLength > PARAMETER_NAME) {
            throw new MalformedRequestException();
        }
    }

    /** Checks the value of a form parameter before it is decoded. An encoded code point has up to twelve characters. */
    static void checkEncoded(String name, int encodedLength) {
        if (encodedLength > 12 * longest(name)) {
            throw refusal(name);
        }
    }

    /** Checks a decoded value. */
    static void check(String name, String value) {
        var longest = longest(name);
        if (value.length() > longest && value.codePointCount(0, value.length()) > longest) {
            throw refusal(name);
        }
    }

    /** Checks each segment of a path. */
    static void checkPath(String path) {
        var start = 0;
        for (var end = path.indexOf('/'); start <= path.length(); end = path.indexOf('/', start)) {
            if ((end < 0 ? path.length() : end) - start > PATH_STEP) {
                throw new MalformedRequestException();
            }
            start = (end < 0 ? path.length() : end) + 1;
        }
    }

    /**
     * Checks every text and list of a JSON value.
     *
     * @param mostEntries limit for the entries of each list
     * @throws IOException if the text is not JSON
     */
    static void check(JsonParser json, int mostEntries) throws IOException {
        var field = "";
        for (var token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                field = json.currentName();
            } else if (token == JsonToken.VALUE_STRING && json.getTextLength() > longest(field)) {
                check(field, json.getText());
            }
            var place = json.getParsingContext();
            if (place.inRoot()) {
                return;
            }
            if (place.inArray() && place.getCurrentIndex() >= mostEntries) {
                throw new MalformedRequestException();
            }
        }
    }

    private static ProtocolException refusal(String name) {
        return name.equals("name")
                ? new ProblemException(Problem.DEVICE_REJECTED, "this file name is too long")
                : new MalformedRequestException();
    }
}
