package net.osmand.account.core.account;

import net.osmand.account.core.values.FileKey;

/** The plan of an account. With {@link PlanLimits} it decides how much the account may store. */
public enum Plan {
    START,
    /** Unlocks features of the apps. Has the storage of Start. */
    MAPS_PLUS,
    /** The account had Pro before. New uploads follow the rules of Start; stored files stay readable. */
    LAPSED_PRO,
    PRO;

    /** Whether the plan allows uploads of this file type. */
    public boolean mayUpload(String type) {
        return this == PRO || FileKey.FREE_TYPES.contains(type);
    }
}
