package net.osmand.account.core.purchases;

/** The plans that a purchase can grant, lowest first (docs/protocol/files.md#plans). */
public enum Tier {
    START("OsmAnd Start", "osmand_start"),
    /** Unlocks features of the apps. Has the storage of Start. */
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
