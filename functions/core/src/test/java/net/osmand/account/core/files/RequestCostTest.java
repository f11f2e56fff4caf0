package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.StoredContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of calls of each request, regardless of the file. The first call is the read for authentication. */
class RequestCostTest {
    private static final FileKey KEY = new FileKey("GPX", "a.gpx");

    /** Counts the AWS calls of each port call. A list of rows is one query; lifting delete markers takes two calls. */
    private final class Counter implements PortWrapper {
        @Override
        public <T> T over(Class<T> port, T real) {
            return port.cast(Proxy.newProxyInstance(
                    port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                        count(method.getName(), arguments);
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        private void count(String name, Object[] arguments) {
            if (name.equals("purge") && arguments[0] instanceof Collection<?> none && none.isEmpty()) {
                return;
            }
            calls.add(name);
            if (name.equals("removeDeleteMarkers") && bed.contents.isMarked((StoredContent) arguments[0])) {
                calls.add("remove markers");
            }
        }
    }

    private final List<String> calls = new ArrayList<>();
    private final FilesTestBed bed = new FilesTestBed();
    private final FilesTestBed counted = bed.with(new Counter());

    private void versions(int count) {
        for (var i = 0; i < count; i++) {
            bed.store(KEY, "text " + i);
        }
        bed.clock.advance(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void anUploadTakesThree(int versions) {
        versions(versions);
        counted.upload(1, KEY, "more");
        assertThat(calls).as("%s", calls).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void anUploadOverATrashedNameTakesSix(int versions) {
        versions(versions);
        bed.delete(KEY);
        bed.clock.advance(Duration.ofSeconds(1));
        counted.upload(1, KEY, "more");
        assertThat(calls).as("%s", calls).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void aDeletionTakesFourAndOneOfATrashedFileOne(int versions) {
        versions(versions);
        counted.delete(1, KEY);
        assertThat(calls).as("%s", calls).hasSize(4);
        calls.clear();
        counted.delete(1, KEY);
        assertThat(calls).as("%s", calls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void aRestoreTakesFiveOnAPhoneAndSixOnTheWeb(int versions) {
        versions(versions);
        counted.removeVersion(1, KEY, bed.delete(KEY));
        assertThat(calls).as("%s", calls).hasSize(5);
        var deleted = bed.delete(KEY);
        bed.clock.advance(Duration.ofSeconds(1));
        calls.clear();
        counted.restore(KEY, deleted);
        assertThat(calls).as("%s", calls).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 50, 200})
    void aVersionIsRemovedWithThreeOrFour(int versions) {
        versions(versions);
        var history = bed.history(KEY);
        counted.removeVersion(1, KEY, history.getLast().updateTime());
        assertThat(calls).as("%s", calls).hasSize(3);
        calls.clear();
        counted.removeVersion(1, KEY, history.getFirst().updateTime());
        assertThat(calls).as("%s", calls).hasSize(versions == 2 ? 3 : 4);
    }

    @Test
    void aVersionBelowWhichAMarkerIsTakesSeven() {
        versions(2);
        bed.delete(KEY);
        var newest = bed.store(KEY, "again");
        bed.clock.advance(Duration.ofSeconds(1));
        counted.removeVersion(1, KEY, newest.updateTime());
        assertThat(calls).as("%s", calls).hasSize(7);
        assertThat(bed.head(KEY).isTrashed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void emptyingOneTakesThreeOrFourOrSendsAJob(int versions) {
        versions(versions);
        var deleted = bed.delete(KEY);
        bed.queue.clear();
        counted.empty(KEY, deleted);
        assertThat(calls).as("%s", calls).hasSize(versions == 50 ? 4 : 3);
        assertThat(bed.queue).hasSize(versions == 200 ? 1 : 0);
        assertThat(bed.trash()).isEmpty();
        bed.runJobs();
        assertThat(bed.files.rows(FilesTestBed.ACCOUNT)).isEmpty();
        FileInvariants.check(bed);
    }

    @Test
    void aDownloadReadsOnce() {
        versions(50);
        var time = bed.history(KEY).getLast().updateTime();
        counted.findVersion.at(counted.caller(1, FileRead.at(KEY, time)), KEY, time);
        assertThat(calls).as("%s", calls).hasSize(1);
        calls.clear();
        counted.findVersion.current(counted.caller(1, FileRead.head(KEY)), KEY);
        assertThat(calls).as("%s", calls).hasSize(1);
    }

    @Test
    void aRetryCostsOneCall() {
        versions(1);
        var stale = counted.caller(1, FileRead.head(KEY));
        bed.upload(2, KEY, "first");
        calls.clear();
        counted.storeFile.store(stale, KEY, TestGzip.of("second"), 1);
        assertThat(calls).containsExactly("store", "commit", "commit");
        assertThat(bed.history(KEY)).hasSize(3);
        FileInvariants.check(bed);
    }

    /** Objects are listed in pages of 1,000, never one by one. */
    @Test
    void theFullCheckListsNoSingleObject() {
        for (var i = 0; i < 300; i++) {
            bed.store(new FileKey("GPX", "file " + i), "text");
        }
        bed.clock.advance(Duration.ofDays(2));
        counted.checkAccount.checkAll(FilesTestBed.ACCOUNT);
        assertThat(calls).contains("objects", "eachRow", "eachHead").doesNotContain("object", "complete");
        assertThat(calls.size()).as("%s", calls).isLessThan(20);
    }

    @Test
    void theLightCheckFollowsTheChanges() {
        for (var i = 0; i < 300; i++) {
            bed.store(new FileKey("GPX", "file " + i), "text");
        }
        bed.checkAll();
        bed.clock.advance(Duration.ofDays(1));
        bed.upload(1, KEY, "text");
        bed.clock.advance(Duration.ofDays(1));
        counted.checkAccount.check(FilesTestBed.ACCOUNT);
        assertThat(calls).as("reads of everything").doesNotContain("eachRow", "eachHead");
        assertThat(calls.size()).as("%s", calls).isLessThan(25);
        calls.clear();
        counted.checkAccount.check(FilesTestBed.ACCOUNT);
        assertThat(calls).as("the next check is not due").isEqualTo(List.of("usage"));
    }

    /** The first check of an account is a full check and finds nothing. */
    @Test
    void theLightCheckOfAnAccountThatWasEmptyBeginsAtTheLastCheck() {
        bed.checkAll();
        bed.clock.advance(Duration.ofDays(5));
        bed.upload(1, KEY, "text");
        bed.clock.advance(Duration.ofDays(1));
        counted.checkAccount.check(FilesTestBed.ACCOUNT);
        assertThat(calls).as("reads of everything").doesNotContain("eachRow", "eachHead");
        assertThat(calls.size()).isLessThan(25);
    }
}
