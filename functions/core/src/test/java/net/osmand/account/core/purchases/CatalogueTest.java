package net.osmand.account.core.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.osmand.account.core.purchases.Product.Feature;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.shipped();

    private String name(String sku) {
        return catalogue
                .find(Optional.of(sku), Optional.empty())
                .map(Product::name)
                .orElse("unknown");
    }

    @Test
    void anExactSkuWinsAndThenTheLongestPattern() {
        assertThat(name("osmand_pro_annual_free_v2")).isEqualTo("OsmAnd Pro");
        assertThat(name("net.osmand.huawei.annual")).isEqualTo("OsmAnd Live");
        assertThat(name("net.osmand.huawei.annual.pro_v1")).isEqualTo("OsmAnd Pro");
        assertThat(catalogue
                        .find(Optional.of("osm_live_subscription_annual_v1"), Optional.empty())
                        .orElseThrow()
                        .period()
                        .orElseThrow())
                .hasToString("P1Y");
        assertThat(name("NET.osmand.huawei.full")).isEqualTo("unknown");
    }

    @Test
    void withoutASkuThePathDecides() {
        assertThat(catalogue
                        .find(Optional.empty(), Optional.of("osmand-maps"))
                        .orElseThrow()
                        .sku())
                .isEqualTo("net.osmand.fastspring.inapp.maps.plus");
        assertThat(catalogue.find(Optional.empty(), Optional.of("osmand-hat"))).isEmpty();
    }

    /** Without a price or a feature neither app unlocks a subscription. */
    @Test
    void whatIsSoldHasTheFieldsThatTheAppsNeed() {
        var sold = catalogue.products().stream()
                .filter(product -> product.store() == Store.FASTSPRING || product.store() == Store.OSMAND)
                .toList();
        assertThat(sold).hasSize(10).allSatisfy(product -> {
            assertThat(product.eurMillis()).as(product.sku()).isPresent();
            assertThat(product.features()).as(product.sku()).contains(Feature.CONTOURS, Feature.NAUTICAL);
            assertThat(product.features().contains(Feature.LIVE))
                    .as(product.sku())
                    .isEqualTo(product.grants().stream().anyMatch(grant -> grant.tier() == Tier.PRO));
        });
    }

    @Test
    void eachSkuIsThereOnce() {
        assertThat(catalogue.products())
                .extracting(Product::sku)
                .doesNotHaveDuplicates()
                .hasSize(46);
    }
}
