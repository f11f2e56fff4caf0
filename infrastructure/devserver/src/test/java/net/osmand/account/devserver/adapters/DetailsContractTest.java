package net.osmand.account.devserver.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.details.DetailsStore;
import net.osmand.account.core.details.FileDetails;
import net.osmand.account.core.folders.FolderChange;
import net.osmand.account.core.folders.FolderJob;
import net.osmand.account.core.folders.FolderJob.Progress;
import net.osmand.account.core.folders.FolderJob.State;
import net.osmand.account.core.folders.FolderJobs;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.emulators.wire.KnownGaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of details and folder jobs: docs/data-model.md#details and docs/data-model.md#folder-job. */
class DetailsContractTest {
    @RegisterExtension
    static final KnownGaps GAPS = AdapterTestBed.gaps(DetailsContractTest.class);

    private static final FileKey TRACK = new FileKey("GPX", "Alps/Pass.gpx");
    private static final FileKey OTHER = new FileKey("GPX", "Col.gpx");

    private final DetailsStore details = AdapterTestBed.ADAPTERS.details();
    private final FolderJobs jobs = AdapterTestBed.ADAPTERS.folderJobs();
    private final Accounts accounts = AdapterTestBed.ADAPTERS.accounts();
    private final AccountId account = AdapterTestBed.someAccount();

    @Test
    void storesOneItemOfAFileForItsNewestVersion() {
        details.put(account, new FileDetails(TRACK, 5, "{\"five\":1}"));
        details.put(account, new FileDetails(TRACK, 4, "{\"four\":1}"));
        details.put(account, new FileDetails(OTHER, 6, "{}"));

        assertThat(details.find(account, List.of(TRACK)).get(TRACK))
                .isEqualTo(new FileDetails(TRACK, 5, "{\"five\":1}"));
        assertThat(details.all(account)).containsOnlyKeys(TRACK.hash(), OTHER.hash());
        assertThat(item("D#" + TRACK.hash()))
                .isEqualTo(Map.of(
                        "pk", AttributeValue.fromS("A#" + account.value()),
                        "sk", AttributeValue.fromS("D#" + TRACK.hash()),
                        "ty", AttributeValue.fromS("GPX"),
                        "n", AttributeValue.fromS("Alps/Pass.gpx"),
                        "at", AttributeValue.fromN("5"),
                        "d", AttributeValue.fromS("{\"five\":1}")));
    }

    @Test
    void removesDetailsOfThatVersionOnly() {
        details.put(account, new FileDetails(TRACK, 5, "{}"));
        details.remove(account, TRACK, 4);
        assertThat(details.all(account)).hasSize(1);
        details.remove(account, TRACK, 5);
        details.remove(account, TRACK, 5);
        assertThat(details.all(account)).isEmpty();
    }

    @Test
    void notesAChangeInTheUsageUnlessTheAccountIsErased() {
        assertThat(details.noteChange(account)).as("no account").isFalse();
        assertThat(item("USAGE")).isEmpty();
        var ann = accounts.create(AdapterTestBed.someAddress(), "subject", 1_795_831_022_679L);
        var usage = AdapterTestBed.ADAPTERS.fileIndex().usage(ann);
        assertThat(details.noteChange(ann)).isTrue();
        assertThat(AdapterTestBed.ADAPTERS.fileIndex().usage(ann))
                .as("its figures stay")
                .isEqualTo(usage);
        details.put(ann, new FileDetails(TRACK, 5, "{}"));

        AdapterTestBed.ADAPTERS.fileIndex().erase(ann);

        assertThat(details.all(ann)).as("they go with the account").isEmpty();
        assertThat(details.noteChange(ann)).isFalse();
    }

    @Test
    void anAccountHasOneFolderJobThatRuns() {
        var rename = job("one", new FolderChange.Rename("GPX", "Alps", "Tours"), State.RUNNING, 0, 100);
        var delete = job("two", new FolderChange.Delete("GPX", "Alps"), State.RUNNING, 0, 200);
        assertThat(jobs.claim(rename, 0)).isTrue();
        assertThat(jobs.find(account)).contains(rename);
        assertThat(jobs.claim(rename, 0)).as("a repeated call").isTrue();
        assertThat(jobs.claim(delete, 100)).isFalse();
        assertThat(jobs.claim(delete, 101)).as("abandoned").isTrue();
        assertThat(jobs.find(account)).contains(delete);

        var done = job("two", delete.change(), State.DONE, 1, 300);
        assertThat(jobs.replace(rename, done)).as("another job").isFalse();
        assertThat(jobs.replace(delete, done)).isTrue();
        assertThat(jobs.replace(delete, done)).as("a repeated call").isTrue();
        assertThat(jobs.replace(delete, job("two", delete.change(), State.CANCELLED, 1, 300)))
                .as("it changed meanwhile")
                .isFalse();
        assertThat(jobs.claim(rename, 0)).as("after its end").isTrue();

        AdapterTestBed.ADAPTERS.fileIndex().erase(account);
        assertThat(jobs.find(account)).isEmpty();
        assertThat(jobs.replace(rename, done)).as("it does not come back").isFalse();
    }

    private FolderJob job(String id, FolderChange change, State state, long revision, long movedAt) {
        var progress = new Progress(3, 5, 1, state == State.DONE ? "" : "NAME_TAKEN");
        return new FolderJob(account, id, new DeviceId(7), change, state, progress, "Alps/1.gpx", revision, movedAt);
    }

    private Map<String, AttributeValue> item(String sk) {
        return AdapterTestBed.STACK
                .dynamoDb()
                .getItem(get -> get.tableName("FilesTable")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("A#" + account.value()), "sk", AttributeValue.fromS(sk))))
                .item();
    }
}
