package net.osmand.account.tools.smoke;

/** The awaited event did not happen. */
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
