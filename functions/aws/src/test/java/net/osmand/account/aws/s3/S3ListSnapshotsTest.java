package net.osmand.account.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.osmand.account.aws.StubServer;
import net.osmand.account.core.files.ListSnapshot;
import net.osmand.account.core.files.ListState;
import net.osmand.account.core.values.AccountId;
import org.junit.jupiter.api.Test;

/** A stored list saves work, so a list is answered without it if S3 does not answer as it should. */
class S3ListSnapshotsTest {
    private static final AccountId ACCOUNT = new AccountId(7);

    private static void isAbsent(StubServer.Answer answer) throws IOException {
        try (var s3 = new StubServer(answer)) {
            var lists = new S3ListSnapshots(s3.clients().s3(), s3.clients().presigner(), "bucket");
            assertThat(lists.find(ACCOUNT)).isEmpty();
            lists.store(ACCOUNT, new ListSnapshot(new ListState(1, 2, 3, 4), new byte[9]));
            assertThat(s3.attempts()).isGreaterThan(1);
        }
    }

    @Test
    void withoutAnObject() throws IOException {
        isAbsent((_, exchange, _) -> StubServer.send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>"));
    }

    @Test
    void ifS3IsBusy() throws IOException {
        isAbsent((_, exchange, _) -> StubServer.send(exchange, 503, "<Error><Code>SlowDown</Code></Error>"));
    }

    @Test
    void ifThePermissionIsMissing() throws IOException {
        isAbsent((_, exchange, _) -> StubServer.send(exchange, 403, "<Error><Code>AccessDenied</Code></Error>"));
    }

    @Test
    void withoutAState() throws IOException {
        isAbsent((_, exchange, _) -> StubServer.send(exchange, 200, "[]"));
    }
}
