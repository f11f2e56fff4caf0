package net.osmand.account.tools.smoke;

/** What a check waited for did not come. */
final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;

    Unanswered(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
