package net.osmand.account.lambda;

/** A refusal whose body is plain text: those of codes and deletion (mobile-userdata.md section 5). */
public final class PlainErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlainErrorException(String text) {
        super(text, null, false, false);
    }

    /** Never empty: Android takes an error without a body for none. */
    String text() {
        var text = String.valueOf(getMessage());
        return text.isBlank() ? "refused" : text;
    }
}
