package net.osmand.account.core.files;

/**
 * Findings and corrections of account checks.
 *
 * @param trashEnded files whose trash period was over
 * @param objectsLifted objects of live files or old versions from which a leftover delete marker was removed
 * @param objectsMarked newest objects of trashed files that got their missing delete marker
 * @param objectsRemoved objects that no row refers to
 * @param headsCorrected heads that did not match the rows; raises an alarm
 * @param usagesCorrected accounts whose usage did not match the rows; raises an alarm
 * @param objectsCovered objects covered by a version that no row refers to; their files got a copy; raises an alarm
 * @param contentsMissing rows whose content is missing; raises an alarm
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
