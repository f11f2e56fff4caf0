package net.osmand.account.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.FileModel;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.signin.AccountTestBed;
import net.osmand.account.core.signin.IdentityWalk;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;
import net.osmand.account.core.values.UnavailableException;

/**
 * Five users with mailboxes, phones and browsers, strangers, the shop, the daily job and a clock. Accounts, files and
 * purchases share one set of in-memory ports. After each step the invariants hold (docs/testing.md#simulation).
 */
final class World {
    /** Limits so small that accounts become full, in gzip bytes and files. */
    private static final PlanLimits LIMITS = new PlanLimits(150, 80, 2, 250);

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String FILE = "file ";
    private static final int USERS = 3;
    private static final List<String> ACTIONS = allActions();

    private final Random random = new Random(1);
    private final AccountTestBed bed = new AccountTestBed(random);
    private final Map<String, Integer> happened = new TreeMap<>();
    private final Shop shop = new Shop(bed);
    private final IdentityWalk people = new IdentityWalk(random, bed, happened);
    private final Map<AccountId, Held> accounts = new HashMap<>();
    private final List<AccountId> deleted = new ArrayList<>();
    private long lastDailyJob = bed.clock.millis();

    /** An account with its files, and their model. */
    private record Held(FilesTestBed files, FileModel model) {}

    /** Creates a world in which some users already have an account and a phone, and one of them has bought Pro. */
    World() {
        bed.accounts.readUsageFrom(id -> bed.files.usage(id).orElse(Usage.NONE));
        for (var address : IdentityWalk.ADDRESSES.subList(0, USERS)) {
            people.step("user-register", address, PortWrapper.none());
            people.step("device-register", address, PortWrapper.none());
            bed.clock.advance(Duration.ofMinutes(1));
        }
        follow();
        assertThat(accounts).hasSize(USERS);
        shop.happens("buys", IdentityWalk.ADDRESSES.getFirst(), random);
        check();
    }

    /** Returns the names of all actions. */
    static List<String> actions() {
        return ACTIONS;
    }

    private static List<String> allActions() {
        var random = new Random(1);
        var actions = new ArrayList<>(new IdentityWalk(random, new AccountTestBed(random), new TreeMap<>()).requests());
        actions.addAll(List.copyOf(actions));
        // Files change more often than accounts, so their actions are listed six times.
        for (var times = 0; times < 6; times++) {
            Stream.of(FileModel.Action.values()).map(action -> FILE + action).forEach(actions::add);
            actions.add(FILE + FileModel.Action.UPLOAD);
        }
        actions.addAll(List.of("check of all accounts", "functions off for a month"));
        actions.addAll(Shop.ACTIONS);
        return List.copyOf(actions);
    }

    /** Returns how often each action succeeded in this story. */
    Map<String, Integer> happened() {
        return happened;
    }

    /** Runs the step and checks the invariants. */
    void step(Step step) {
        random.setSeed(step.choices());
        bed.clock.advance(Duration.ofSeconds(1 + random.nextInt(120)));
        step.disturbance().begin(bed.files, step.choices());
        var wrapper = step.disturbance().wrapper();
        var address = step.who() + "@example.org";
        shop.disturb(wrapper);
        try {
            happens(step.action(), address, wrapper);
        } catch (Crash | UnavailableException disturbed) {
            count("disturbed: " + step.action());
        } catch (ProtocolException refused) {
            count("refused: " + step.action());
        }
        Step.Disturbance.NONE.begin(bed.files, 1);
        shop.disturb(PortWrapper.none());
        follow();
        if (bed.clock.millis() - lastDailyJob >= DAY) {
            dailyJob(PortWrapper.none());
            lastDailyJob = bed.clock.millis();
        }
        check();
    }

    private void happens(String action, String address, PortWrapper wrapper) {
        if (action.startsWith(FILE)) {
            file(FileModel.Action.valueOf(action.substring(FILE.length())), address, wrapper);
        } else if (Shop.ACTIONS.contains(action)) {
            shop.happens(action, address, random);
        } else if (action.equals("check of all accounts")) {
            dailyJob(wrapper);
        } else if (action.equals("functions off for a month")) {
            month();
        } else {
            people.step(action, address, wrapper);
            return;
        }
        count(action);
    }

    private void count(String what) {
        happened.merge(what, 1, Integer::sum);
    }

    /** Sends a request about a file from a device or session of this person. */
    private void file(FileModel.Action action, String address, PortWrapper wrapper) {
        var account = people.opened(address).map(Account::id);
        if (account.isEmpty()) {
            throw new ProblemException(Problem.DEVICE_REJECTED);
        }
        var held = Objects.requireNonNull(accounts.get(account.get()));
        var plan = shop.plan(account.get());
        var key = FileModel.KEYS.get(random.nextInt(FileModel.KEYS.size()));
        var others = rowsWithout(account.get());
        var last = held.files().usage().lastUpdateTime();
        var requests = held.files().with(wrapper, plan);
        try {
            held.model().send(action, requests, plan, random, key);
            requests.runJobs();
        } finally {
            Step.Disturbance.NONE.begin(bed.files, 1);
            held.model().agrees(held.files().with(plan));
            assertThat(held.files().usage().lastUpdateTime())
                    .as("I2: the newest time")
                    .isGreaterThanOrEqualTo(last);
            assertThat(rowsWithout(account.get()))
                    .as("I3: files of other accounts")
                    .isEqualTo(others);
        }
    }

    private Map<AccountId, List<FileVersion>> rowsWithout(AccountId account) {
        return accounts.keySet().stream()
                .filter(id -> !id.equals(account))
                .collect(Collectors.toMap(id -> id, bed.files::rows));
    }

    /** Runs the account checks, the lifecycle rule and the TTL. */
    private void dailyJob(PortWrapper wrapper) {
        bed.files.expire(bed.clock.millis());
        bed.contents.runLifecycle();
        for (var held : accounts.values()) {
            var files = held.files().with(wrapper, shop.plan(held.files().account));
            var report = files.checkAccount.check(files.account);
            assertThat(report.contentsMissing()).as("I1: lost contents").isZero();
        }
    }

    /** Simulates an outage of all functions. The lifecycle rule still runs and removes no restorable content. */
    private void month() {
        bed.clock.advance(FilesTestBed.WINDOW.minus(Duration.ofDays(1)));
        bed.contents.runLifecycle();
        for (var held : accounts.values()) {
            held.model().hasAllThatMayBeRead();
        }
        fullCheck();
    }

    /** I5: a full check of all accounts a day later. */
    private void fullCheck() {
        bed.clock.advance(Duration.ofHours(25));
        for (var held : accounts.values()) {
            var files = held.files().with(shop.plan(held.files().account));
            files.runJobs();
            assertThat(files.checkAccount.checkAll(files.account).contentsMissing())
                    .as("I1: lost contents")
                    .isZero();
            files.runJobs();
            bed.files.expire(bed.clock.millis());
            held.model().agreesAfterFullCheck();
        }
        lastDailyJob = bed.clock.millis();
    }

    /** Adds a model for each new account, and checks that deleted accounts leave no data. */
    private void follow() {
        var open = bed.accounts.all().stream()
                .filter(account -> !account.closing())
                .map(Account::id)
                .toList();
        for (var id : open) {
            accounts.computeIfAbsent(id, account -> {
                var files = new FilesTestBed(account, LIMITS, bed.clock, bed.files, bed.contents);
                return new Held(files, new FileModel(files, LIMITS));
            });
        }
        for (var id : List.copyOf(accounts.keySet())) {
            if (!open.contains(id)) {
                accounts.remove(id);
                count("deleted accounts");
                deleted.add(id);
            }
        }
    }

    private void check() {
        for (var id : deleted) {
            if (bed.accounts.account(id).isEmpty()) {
                assertThat(bed.files.isEmpty(id))
                        .as("I8: rows of a deleted account")
                        .isTrue();
                assertThat(bed.contents.keys(id))
                        .as("I8: objects of a deleted account")
                        .isEmpty();
                assertThat(bed.accounts.devices(id)).as("I8: its devices").isEmpty();
            }
        }
        shop.check();
    }

    /** Checks I9 and I12 with requests of every user, and I5 and I8 with the checks of the following days. */
    void end() {
        people.everyoneGetsIn();
        follow();
        fullCheck();
        check();
        assertThat(bed.accounts.closing()).as("I8: unfinished deletions").isEmpty();
        shop.isLinked();
    }
}
