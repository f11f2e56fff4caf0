package net.osmand.account.core.account;

import net.osmand.account.core.values.FileKey;

/** The plan of an account: decides with {@link PlanLimits} what the account may store. */
public enum Plan {
    START,
    /** Unlocks features of the apps. Its cloud is that of Start. */
    MAPS_PLUS,
    /** Was Pro once: new uploads follow Start's rules, stored files stay readable. */
    LAPSED_PRO,
    PRO;

    /** Whether the plan allows uploads of this file type. */
    public boolean mayUpload(String type) {
        return this == PRO || FileKey.FREE_TYPES.contains(type);
    }
}
