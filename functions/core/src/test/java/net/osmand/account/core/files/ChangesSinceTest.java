package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.osmand.account.core.files.ChangesSince.Answer;
import net.osmand.account.core.files.ChangesSince.Cursor;
import net.osmand.account.core.files.Removal.Removed;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.FileVersion.Status;
import org.junit.jupiter.api.Test;

class ChangesSinceTest {
    private static final FileKey A = new FileKey("GPX", "a.gpx");
    private static final FileKey B = new FileKey("GPX", "b.gpx");

    private final FilesTestBed bed = new FilesTestBed();
    private final List<String> queries = new ArrayList<>();
    private final ChangesSince changes = new ChangesSince(countedIndex(), bed.clock, 100);

    @Test
    void beginsWithAReset() {
        bed.store(A, "one");
        var answer = begin();
        assertThat(answer.reset()).isTrue();
        assertThat(answer.added()).isEmpty();
        assertThat(answer.cursor().orElseThrow().settled()).isEqualTo(bed.clock.millis() - 5 * 60_000);
        bed.clock.advance(Duration.ofMinutes(5));
        answer = since(answer);
        assertThat(answer.added()).as("not settled before, so told again").hasSize(1);
        assertThat(since(answer).added()).isEmpty();
    }

    @Test
    void returnsUploadsAndDeletionsInTheirOrder() {
        var cursor = begin();
        bed.store(A, "one");
        bed.store(A, "two");
        bed.store(B, "b");
        bed.delete(B);
        var answer = since(cursor);
        assertThat(answer.added())
                .extracting(version -> version.key().name(), FileVersion::status)
                .containsExactly(
                        tuple("a.gpx", Status.ADDED),
                        tuple("a.gpx", Status.MODIFIED),
                        tuple("b.gpx", Status.ADDED),
                        tuple("b.gpx", Status.DELETED));
        assertThat(answer.removed()).isEmpty();
        assertThat(answer.more()).isFalse();
        assertThat(since(answer).added())
                .as("inside the margin all is told again")
                .hasSize(4);
        bed.clock.advance(Duration.ofMinutes(6));
        assertThat(since(since(answer)).added()).isEmpty();
    }

    @Test
    void returnsRemovedVersions() {
        var first = bed.store(A, "one").updateTime();
        bed.store(A, "two");
        bed.clock.advance(Duration.ofMinutes(6));
        var cursor = begin();
        bed.removeVersion(1, A, first);
        var answer = since(cursor);
        assertThat(answer.added()).isEmpty();
        assertThat(answer.removed()).hasSize(1);
        assertThat(answer.removed().getFirst().files()).containsExactly(new Removed(A, List.of(first)));
        bed.clock.advance(Duration.ofMinutes(6));
        assertThat(since(since(answer)).removed()).isEmpty();
    }

    @Test
    void returnsWhatWasEmptiedAndWhatEndedInTheTrash() {
        bed.store(A, "one");
        bed.store(B, "b");
        var marker = bed.delete(B);
        var answer = since(begin());
        bed.empty(B, marker);
        answer = since(answer);
        assertThat(answer.removed().getFirst().files().getFirst().updateTimes()).hasSize(2);
        bed.delete(A);
        bed.clock.advance(Duration.ofMinutes(6));
        answer = since(answer);
        bed.clock.advance(Duration.ofDays(31));
        bed.checkAccount.checkAll(ACCOUNT);
        answer = since(answer);
        assertThat(answer.removed().getLast().files().getFirst().key()).isEqualTo(A);
    }

    @Test
    void readsNothingForAnUnchangedAccountOnceItIsSettled() {
        bed.store(A, "one");
        var cursor = begin();
        queries.clear();
        since(cursor);
        assertThat(queries).as("a row may still appear").containsExactly("changed");
        bed.clock.advance(Duration.ofMinutes(5));
        var settled = since(cursor);
        queries.clear();
        since(settled);
        assertThat(queries).isEmpty();
    }

    @Test
    void returnsARowThatBecomesVisibleBehindANewerOne() {
        bed.store(B, "slow");
        var slow = bed.files.rows(ACCOUNT).getLast();
        bed.files.hide(ACCOUNT, slow);
        bed.store(A, "fast");
        bed.clock.advance(Duration.ofMinutes(4));
        var cursor = since(begin());
        bed.files.show(ACCOUNT, slow);
        assertThat(since(cursor).added())
                .extracting(version -> version.key().name())
                .contains("b.gpx");
    }

    @Test
    void splitsManyChangesIntoPages() {
        var cursor = begin();
        for (var i = 0; i < 250; i++) {
            bed.store(new FileKey("GPX", "f" + i), "x");
        }
        var times = new ArrayList<Long>();
        var answer = since(cursor);
        var pages = 1;
        while (answer.more()) {
            answer.added().forEach(version -> times.add(version.updateTime()));
            answer = since(answer);
            pages++;
        }
        answer.added().forEach(version -> times.add(version.updateTime()));
        assertThat(times).hasSize(250).doesNotHaveDuplicates().isSorted();
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void splitsManyRemovalsIntoPages() {
        var versions = new ArrayList<FileVersion>();
        for (var i = 0; i < 25; i++) {
            versions.add(bed.store(new FileKey("GPX", "f" + i), "x"));
        }
        bed.clock.advance(Duration.ofMinutes(6));
        var answer = begin();
        versions.forEach(version -> bed.removeVersion(1, version.key(), version.updateTime()));
        var removed = 0;
        do {
            answer = since(answer);
            assertThat(answer.removed()).hasSizeLessThanOrEqualTo(10);
            removed += answer.removed().size();
        } while (answer.more());
        assertThat(removed).isEqualTo(25);
    }

    @Test
    void resetsACursorAfterSixtyDays() {
        bed.store(A, "one");
        var cursor = begin();
        bed.clock.advance(Duration.ofDays(59));
        var used = since(cursor);
        assertThat(used.reset()).isFalse();
        bed.clock.advance(Duration.ofDays(59));
        assertThat(since(used).reset()).as("each use renews it").isFalse();
        bed.clock.advance(Duration.ofDays(2));
        var expired = since(used);
        assertThat(expired.reset()).isTrue();
        assertThat(expired.cursor()).isEmpty();
    }

    @Test
    void resetsACursorFromTheFuture() {
        bed.store(A, "one");
        var last = bed.clock.millis();
        var future = new Cursor(last + 1, 0, last);
        assertThat(changes.since(bed.caller(1), future).reset()).isTrue();
    }

    private Answer begin() {
        return changes.begin(bed.caller(1));
    }

    private Answer since(Answer answer) {
        return changes.since(bed.caller(1), answer.cursor().orElseThrow());
    }

    private FileIndex countedIndex() {
        return FileIndex.class.cast(Proxy.newProxyInstance(
                FileIndex.class.getClassLoader(), new Class<?>[] {FileIndex.class}, (_, method, arguments) -> {
                    queries.add(method.getName());
                    return method.invoke(bed.files, arguments);
                }));
    }
}
