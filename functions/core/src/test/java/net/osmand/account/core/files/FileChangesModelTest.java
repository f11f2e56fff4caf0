package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.FileModel.Action;
import net.osmand.account.core.values.ProtocolException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sends random requests of one account. After each request, the account must equal {@link FileModel}. {@code -Dseed=…}
 * runs one seed.
 */
class FileChangesModelTest {
    private static final List<Action> ACTIONS = List.of(
            Action.UPLOAD,
            Action.UPLOAD,
            Action.UPLOAD,
            Action.DELETE,
            Action.DELETE,
            Action.RESTORE,
            Action.REMOVE_VERSION,
            Action.REMOVE_VERSION,
            Action.EMPTY,
            Action.REMOVE_ALL);

    private final FilesTestBed bed = new FilesTestBed();
    private final FileModel model = new FileModel(bed, PlanLimits.STANDARD);

    @Test
    void twentyThousandStepsEndLikeTheModel() {
        steps(20_000, Long.getLong("seed", 1));
    }

    @Test
    @Tag("thorough")
    void manyMoreStepsEndLikeTheModel() {
        for (var seed = 2; seed < 12; seed++) {
            var test = new FileChangesModelTest();
            test.steps(20_000, seed);
        }
    }

    private void steps(int count, long seed) {
        var random = new Random(seed);
        for (var step = 0; step < count; step++) {
            bed.clock.advance(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(900_000) : 0));
            try {
                step(random);
                if (step % 100 == 0) {
                    check(random);
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dseed=" + seed + ", step " + step + ": " + e.getMessage(), e);
            }
        }
    }

    private void step(Random random) {
        var action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        try {
            model.send(action, bed, Plan.PRO, random, FileModel.KEYS.get(random.nextInt(FileModel.KEYS.size())));
        } catch (ProtocolException refused) {
            // The model has verified that the request had to be rejected.
        }
        model.agrees(bed);
    }

    private void check(Random random) {
        if (random.nextBoolean()) {
            bed.clock.advance(Duration.ofHours(25));
            bed.checkAccount.check(FilesTestBed.ACCOUNT);
            model.agrees(bed);
            FileInvariants.noLiveObjectIsMarked(bed);
        } else {
            assertThat(bed.checkAll().contentsMissing()).isZero();
            model.agreesAfterFullCheck();
        }
    }
}
