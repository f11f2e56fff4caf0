package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.ChangesSince.Answer;
import net.osmand.account.core.files.ChangesSince.Cursor;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.values.FileVersion.Status;
import net.osmand.account.core.values.FileVersions.Removal.Removed;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;

class ChangesSinceTest {
    private static final FileKey A = new FileKey("GPX", "a.gpx");
    private static final FileKey B = new FileKey("GPX", "b.gpx");

    private final FilesTestBed bed = new FilesTestBed();
    private final List<String> queries = new ArrayList<>();
    private final ChangesSince changes = new ChangesSince(countedVersions(), bed.clock, 100);

    @Test
    void beginsWithAReset() {
        bed.store(A, "one");
        var answer = begin();
        assertThat(answer.reset()).isTrue();
        assertThat(answer.added()).isEmpty();
        assertThat(answer.cursor().orElseThrow().told()).isEqualTo(bed.clock.millis());
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
        assertThat(since(answer).added()).isEmpty();
    }

    @Test
    void returnsRemovedVersions() {
        var first = bed.store(A, "one").updateTime();
        bed.store(A, "two");
        var cursor = begin();
        bed.trash.removeVersion(bed.caller(1), A, first);
        var answer = since(cursor);
        assertThat(answer.added()).isEmpty();
        assertThat(answer.removed()).hasSize(1);
        assertThat(answer.removed().getFirst().files()).containsExactly(new Removed(A, List.of(first)));
        assertThat(since(answer).removed()).isEmpty();
    }

    @Test
    void returnsWhatWasEmptiedAndWhatEndedInTheTrash() {
        bed.store(A, "one");
        bed.store(B, "b");
        var marker = bed.delete(B);
        var answer = since(begin());
        bed.trash.empty(bed.caller(1), List.of(new Deletion(B, marker)));
        answer = since(answer);
        assertThat(answer.removed().getFirst().files().getFirst().updateTimes()).hasSize(2);
        bed.delete(A);
        answer = since(answer);
        bed.clock.advance(Duration.ofDays(31));
        bed.trash.purgeEnded();
        answer = since(answer);
        assertThat(answer.removed().getFirst().files().getFirst().key()).isEqualTo(A);
    }

    @Test
    void readsNothingForAnUnchangedAccountOnceItIsSettled() {
        bed.store(A, "one");
        var cursor = begin();
        queries.clear();
        since(cursor);
        assertThat(queries).as("a row may still appear").containsExactly("changeTimes");
        bed.clock.advance(Duration.ofMinutes(20));
        var settled = since(cursor);
        queries.clear();
        since(settled);
        assertThat(queries).isEmpty();
    }

    @Test
    void returnsARowThatAppearsBehindANewerOne() {
        var usage = bed.files.usage(ACCOUNT);
        var slow = bed.files.advance(ACCOUNT, usage, UsageChange.NONE, bed.clock.millis());
        bed.store(A, "fast");
        var cursor = since(begin());
        bed.files.add(ACCOUNT, new FileVersion(B, bed.caller(1).device().id(), slow, 0, 1, 1, 0, 10, Optional.empty()));
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
        var answer = begin();
        versions.forEach(version -> bed.trash.removeVersion(bed.caller(1), version.key(), version.updateTime()));
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
        var future = new Cursor(last, last + 1, 0, 0, 0, last);
        assertThat(changes.since(bed.caller(1), future).reset()).isTrue();
    }

    private Answer begin() {
        return changes.begin(bed.caller(1));
    }

    private Answer since(Answer answer) {
        return changes.since(bed.caller(1), answer.cursor().orElseThrow());
    }

    private FileVersions countedVersions() {
        return FileVersions.class.cast(Proxy.newProxyInstance(
                FileVersions.class.getClassLoader(), new Class<?>[] {FileVersions.class}, (_, method, arguments) -> {
                    queries.add(method.getName());
                    return method.invoke(bed.files, arguments);
                }));
    }
}
