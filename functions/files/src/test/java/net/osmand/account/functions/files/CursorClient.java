package net.osmand.account.functions.files;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.ChangesSince.Answer;
import net.osmand.account.core.files.FileVersion;

/** Keeps a copy of the account by cursors, as docs/apps.md tells clients to. */
final class CursorClient {
    private final TestUser person;
    private final int device;
    private final TreeMap<Long, FileVersion> copy = new TreeMap<>();
    private Optional<String> cursor = Optional.empty();

    CursorClient(TestUser person, int device) {
        this.person = person;
        this.device = device;
    }

    /** Rows by their update times, which are unique within an account. */
    SortedMap<Long, FileVersion> copy() {
        return copy;
    }

    /** Asks once; the answer. */
    Answer ask() {
        Caller caller = person.caller(device);
        var answer = cursor.map(text -> person.changesSince.since(caller, ChangeCursor.parse(TestUser.ACCOUNT, text)))
                .orElseGet(() -> person.changesSince.begin(caller));
        if (answer.reset()) {
            copy.clear();
            if (answer.cursor().isPresent()) {
                person.files.eachPage(TestUser.ACCOUNT, page -> page.forEach(row -> copy.put(row.updateTime(), row)));
            }
        }
        answer.added().forEach(row -> copy.put(row.updateTime(), row));
        answer.removed()
                .forEach(removal ->
                        removal.files().forEach(file -> file.updateTimes().forEach(copy::remove)));
        cursor = answer.cursor().map(next -> ChangeCursor.text(TestUser.ACCOUNT, next));
        return answer;
    }

    /** Asks until there is no more. */
    void catchUp() {
        Answer answer;
        do {
            answer = ask();
        } while (answer.more() || answer.cursor().isEmpty());
    }
}
