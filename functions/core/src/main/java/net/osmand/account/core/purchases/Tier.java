package net.osmand.account.core.purchases;

/** What can be bought, lowest first (docs/protocol/files.md#plans). */
public enum Tier {
    START("OsmAnd Start", "osmand_start"),
    /** Unlocks features of the apps; its cloud is that of Start. */
    MAPS_PLUS("Maps+", "osmand_maps_plus"),
    PRO("OsmAnd Pro", "osmand_pro");

    private final String shownName;
    private final String iconKey;

    Tier(String shownName, String iconKey) {
        this.shownName = shownName;
        this.iconKey = iconKey;
    }

    public String shownName() {
        return shownName;
    }

    public String iconKey() {
        return iconKey;
    }
}
