package net.osmand.account.core.files;

/**
 * What checks of accounts found and did.
 *
 * @param trashEnded files whose time in the trash was over
 * @param objectsLifted objects of live files or old versions that a delete marker had been left on
 * @param objectsMarked newest objects of trashed files that lacked their delete marker
 * @param objectsRemoved objects that no row names
 * @param headsCorrected heads that did not say what the rows say: an alarm
 * @param usagesCorrected accounts whose usage was not what the rows say: an alarm
 * @param objectsCovered objects on which a version lay that no row names; their files have a copy now: an alarm
 * @param contentsMissing rows whose bytes are gone: an alarm
 */
public record CheckReport(
        int trashEnded,
        int objectsLifted,
        int objectsMarked,
        int objectsRemoved,
        int headsCorrected,
        int usagesCorrected,
        int objectsCovered,
        int contentsMissing) {
    public static final CheckReport NOTHING = new CheckReport(0, 0, 0, 0, 0, 0, 0, 0);

    public CheckReport plus(CheckReport more) {
        return new CheckReport(
                trashEnded + more.trashEnded,
                objectsLifted + more.objectsLifted,
                objectsMarked + more.objectsMarked,
                objectsRemoved + more.objectsRemoved,
                headsCorrected + more.headsCorrected,
                usagesCorrected + more.usagesCorrected,
                objectsCovered + more.objectsCovered,
                contentsMissing + more.contentsMissing);
    }

    static CheckReport trashEnded(int files) {
        return new CheckReport(files, 0, 0, 0, 0, 0, 0, 0);
    }

    static CheckReport objects(int lifted, int marked, int removed) {
        return new CheckReport(0, lifted, marked, removed, 0, 0, 0, 0);
    }

    static CheckReport corrected(int heads, int usages) {
        return new CheckReport(0, 0, 0, 0, heads, usages, 0, 0);
    }

    static CheckReport covered(int objects) {
        return new CheckReport(0, 0, 0, 0, 0, 0, objects, 0);
    }

    static CheckReport missing(int contents) {
        return new CheckReport(0, 0, 0, 0, 0, 0, 0, contents);
    }
}
