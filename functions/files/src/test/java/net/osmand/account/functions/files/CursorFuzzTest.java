package net.osmand.account.functions.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.osmand.account.core.files.ChangesSince.Cursor;
import net.osmand.account.core.testing.Fuzz;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.lambda.MalformedRequestException;
import org.junit.jupiter.api.Test;

class CursorFuzzTest {
    private static final AccountId ACCOUNT = new AccountId(7);

    @Test
    void aCursorOfAnotherAccountIsRefused() {
        var cursor = ChangeCursor.text(new AccountId(8), new Cursor(1_764_000_000_000L, 0, 1_764_000_000_001L));
        assertThatThrownBy(() -> ChangeCursor.parse(ACCOUNT, cursor)).isInstanceOf(MalformedRequestException.class);
    }

    /** Only cursors that were issued to this account are accepted. */
    @Test
    void cursorsOfChanges() {
        Fuzz.runTexts(
                input -> {
                    try {
                        var cursor = ChangeCursor.parse(ACCOUNT, new String(input, StandardCharsets.UTF_8));
                        assertThat(ChangeCursor.parse(ACCOUNT, ChangeCursor.text(ACCOUNT, cursor)))
                                .isEqualTo(cursor);
                        return "cursor";
                    } catch (MalformedRequestException refused) {
                        return "refused";
                    }
                },
                ChangeCursor.text(ACCOUNT, new Cursor(1_764_000_000_000L, 0, 1_764_000_000_001L)),
                ChangeCursor.text(ACCOUNT, new Cursor(0, 5, 7)));
    }
}
