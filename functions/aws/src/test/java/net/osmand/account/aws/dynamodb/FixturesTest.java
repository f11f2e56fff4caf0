package net.osmand.account.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.FileVersion;
import net.osmand.account.files.FileVersions.TrashTimer;
import net.osmand.account.files.StoredContent;
import net.osmand.account.files.Usage;
import net.osmand.account.identity.Account;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.Device;
import net.osmand.account.identity.DeviceId;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.plan.Plan;
import net.osmand.account.purchases.Order;
import net.osmand.account.purchases.PurchaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows as stacks stored them in November 2026, taken from the tables of a local stack. What is in people's tables can't be
 * written anew: a fixture is never changed, and whoever changes a row's form adds one.
 */
class FixturesTest {
    private static final AccountId ANN = new AccountId(128025758);
    private static final EmailAddress EMAIL = new EmailAddress("ann@example.org");
    private static final DeviceId PHONE = new DeviceId(873998567);
    private static final FileKey FAVORITES = new FileKey("FAVOURITES", "favorites.gpx");

    @Test
    void account() {
        assertThat(AccountRow.read(row("account"), Plan.START, 0))
                .isEqualTo(new Account(
                        ANN,
                        EMAIL,
                        "bf59be92-b0f1-449a-ae8f-4390b8f6da1e",
                        1_795_831_022_679L,
                        Plan.START,
                        Optional.empty(),
                        false));
    }

    @Test
    void accountWithAGiftAndABrowser() {
        var end = 1_830_211_200_000L;
        var row = row("account-with-gift");
        assertThat(AccountRow.read(row, Plan.START, end - 1).plan()).isEqualTo(Plan.PRO);
        assertThat(AccountRow.read(row, Plan.START, end - 1).orderId()).contains("promo_ykk2s6vrs8vfvdn7");
        assertThat(AccountRow.read(row, Plan.START, end).plan()).isEqualTo(Plan.LAPSED_PRO);
        assertThat(AccountRow.webDevice(row)).contains(new DeviceId(1071941778));
    }

    @Test
    void pointer() {
        assertThat(PointerRow.read(row("pointer"))).isEqualTo(ANN);
        assertThat(PointerRow.isProven(row("pointer"))).isTrue();
    }

    @Test
    void device() {
        assertThat(DeviceRow.read(row("device")))
                .isEqualTo(new Device(
                        PHONE,
                        "phone",
                        "731055d01216cbc3baec96567c5d97cb223fcd7f33bba6a8ce89fd149d45eff3",
                        "Google",
                        "Pixel",
                        "nl",
                        1_795_831_026_655L,
                        1_795_831_026_655L));
    }

    @Test
    void code() {
        var code = PendingCodeRow.read(EMAIL, row("code"));
        assertThat(code.purpose()).isEqualTo(CodePurpose.SIGN_IN);
        assertThat(code.account()).contains(ANN);
        assertThat(code.hashes()).containsExactly("f62ec13e7ee5bbb9a090472583c548ca57508f11097d93ec06aba37d3c6b8851");
        assertThat(code.session()).isPresent();
    }

    @Test
    void sessionCounterAndSentMail() {
        assertThat(row("session").number(SessionRow.EXPIRES_AT, 0)).isEqualTo(1_798_423_576_011L);
        assertThat(row("session").sk()).startsWith(SessionRow.PREFIX);
        assertThat(row("counter").number("n", 0)).isEqualTo(2);
        assertThat(row("sent-mail").number(SentMailRow.SENT, 0)).isEqualTo(1_795_831_058_987L);
    }

    @Test
    void timer() {
        assertThat(TimerRow.read(row("timer"))).isEqualTo(new TrashTimer(ANN, FAVORITES, 1_798_423_050_799L));
        assertThat(row("timer").requiredText("due")).isEqualTo("2026-12-28");
    }

    @Test
    void usage() {
        assertThat(UsageRow.read(row("usage"))).isEqualTo(new Usage(0, 0, 52, 1, 1_795_831_050_799L));
    }

    @Test
    void version() {
        assertThat(VersionRow.read(row("version")))
                .isEqualTo(new FileVersion(
                        new FileKey("GPX", "tracks/a.gpx"),
                        PHONE,
                        1_795_831_046_781L,
                        0,
                        36,
                        52,
                        726_593_649L,
                        10,
                        Optional.of(new StoredContent(
                                "u/128025758/eec42f4ab1f274f35f27236f7d83a4fb",
                                "58fb6c4a-5f41-416d-a487-07d0ccfb07f5")),
                        Optional.of(FileVersion.Status.ADDED),
                        "Google__model__Pixel"));
    }

    @Test
    void deletionMarker() {
        var marker = VersionRow.read(row("deletion-marker"));
        assertThat(marker.isDeletionMarker()).isTrue();
        assertThat(marker.key()).isEqualTo(FAVORITES);
        assertThat(marker.updateTime()).isEqualTo(1_795_831_050_799L);
    }

    @ParameterizedTest
    @CsvSource({
        "purchase-subscription, fs:sub:SubAnnaProAnnual000000, 1793610900000, false",
        "purchase-one-time, fs:ord:OrdCarlaMapsPlus000000:net.osmand.fastspring.inapp.maps.plus, 1793887200000, false",
        "purchase-gift, osmand:cc3bc268-d5de-d86c-2daf-da6d7cf4abe5, 1795831587495, true"
    })
    void purchase(String fixture, String id, long purchasedAt, boolean gift) {
        var purchase = PurchaseRow.read(row(fixture));
        assertThat(purchase.id()).isEqualTo(new PurchaseId(id));
        assertThat(purchase.facts().purchasedAt()).contains(purchasedAt);
        assertThat(purchase.isGift()).isEqualTo(gift);
        assertThat(purchase.owner()).isEqualTo(gift ? Optional.of(new AccountId(1829884743)) : Optional.empty());
    }

    @Test
    void order() {
        var order = OrderRow.read(row("order"));
        assertThat(order.id()).isEqualTo("OrdAnnaProAnnual000000");
        assertThat(order.lines())
                .containsExactly(new Order.Line(
                        new PurchaseId("fs:sub:SubAnnaProAnnual000000"),
                        "net.osmand.fastspring.subscription.pro.annual",
                        "osmand-pro-annual"));
    }

    /** An item in DynamoDB's own JSON. */
    private static Row row(String fixture) {
        try (var file = FixturesTest.class.getResourceAsStream("/fixtures/" + fixture + ".json")) {
            var json = JsonNode.parser().parse(Objects.requireNonNull(file, fixture));
            return new Row(attributes(json.asObject()));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Map<String, AttributeValue> attributes(Map<String, JsonNode> json) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        json.forEach((name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    private static AttributeValue attribute(JsonNode typed) {
        var only = typed.asObject().entrySet().iterator().next();
        var value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(value.asString());
            case "N" -> AttributeValue.fromN(value.asString());
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "SS" ->
                AttributeValue.fromSs(
                        value.asArray().stream().map(JsonNode::asString).toList());
            case "L" ->
                AttributeValue.fromL(
                        value.asArray().stream().map(FixturesTest::attribute).toList());
            case "M" -> AttributeValue.fromM(attributes(value.asObject()));
            default -> throw new IllegalArgumentException("no attribute type of ours: " + only.getKey());
        };
    }
}
