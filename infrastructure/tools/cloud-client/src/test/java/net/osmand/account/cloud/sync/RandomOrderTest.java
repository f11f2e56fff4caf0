package net.osmand.account.cloud.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.osmand.account.cloud.api.Exchange;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two computers and an app change, delete, rename and restore files in random order, and the computers crash. */
class RandomOrderTest {
    private static final int STEPS = 60;
    private static final List<String> NAMES = List.of("a.gpx", "b.gpx", "x/a.gpx", "A.gpx");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void bothComputersEndEqualToTheCloudAndLoseNothing() {
        run(0, 10);
    }

    @Test
    @Tag("thorough")
    void alsoInTwoHundredOrders() {
        run(1_000, 200);
    }

    private void run(int firstSeed, int count) {
        for (var seed = firstSeed; seed < firstSeed + count; seed++) {
            new World(folder.resolve("run" + seed), seed).play();
        }
    }

    /** A crash of a computer at a request: that request and all later ones have no effect, or its answer is lost. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class World {
        private final int seed;
        private final Random random;
        private final FakeAccount account = new FakeAccount();
        private final FakeApi api = new FakeApi(account, Device.SERVER);
        private final List<Device> devices;

        /** Contents that a user wrote and that no user has knowingly replaced or deleted. */
        private final Set<String> wanted = new HashSet<>();

        private final StringBuilder history = new StringBuilder();
        private int contents;

        World(Path folder, int seed) {
            this.seed = seed;
            random = new Random(seed);
            account.settlesAfter(random.nextInt(20));
            devices = List.of(
                    new Device(folder.resolve("one"), api.device("one"), api),
                    new Device(folder.resolve("two"), api.device("two"), api));
        }

        void play() {
            for (var step = 0; step < STEPS; step++) {
                var device = devices.get(random.nextInt(2));
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> write(device);
                    case 3 -> delete(device);
                    case 4 -> rename(device);
                    case 5, 6 -> app();
                    default -> sync(device, random.nextInt(4) == 0);
                }
            }
            for (var round = 0; round < 4; round++) {
                devices.forEach(device -> log(device, "sync " + device.sync().counts()));
            }
            var expected = account.contents().values();
            for (var device : devices) {
                assertThat(device.files().values())
                        .as("seed %d%s", seed, history)
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(device.verify().differences())
                        .as("seed %d%s", seed, history)
                        .isEmpty();
                assertThat(device.sync().counts())
                        .as("seed %d%s", seed, history)
                        .isEmpty();
            }
            assertThat(expected).as("seed %d%s", seed, history).containsAll(wanted);
        }

        private String content() {
            var content = "content " + contents++;
            wanted.add(content);
            return content;
        }

        private String name() {
            return NAMES.get(random.nextInt(NAMES.size()));
        }

        private void write(Device device) {
            var name = name();
            var content = content();
            log(device, "write " + name + " " + content);
            wanted.remove(device.files("tracks").getOrDefault(name, ""));
            device.write("tracks/" + name, content);
        }

        private void delete(Device device) {
            var files = device.files("tracks");
            if (!files.isEmpty()) {
                var name = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
                log(device, "delete " + name + " with " + files.get(name));
                wanted.remove(files.get(name));
                device.delete("tracks/" + name);
            }
        }

        private void rename(Device device) {
            var files = device.files("tracks");
            if (!files.isEmpty()) {
                var from = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
                var to = name();
                if (!from.equals(to)) {
                    log(device, "rename " + from + " " + to + " with " + files.get(from) + " over " + files.get(to));
                    wanted.remove(files.getOrDefault(to, ""));
                    device.rename("tracks/" + from, "tracks/" + to);
                }
            }
        }

        private void app() {
            // No upload of a computer may come between the look at the newest content and its change.
            synchronized (account) {
                change(name());
            }
        }

        private void change(String name) {
            var key = new FileKey("GPX", name);
            var row = account.newest(key);
            var content = row.map(FakeAccount::text).orElse("");
            switch (random.nextInt(4)) {
                case 0 -> {
                    history.append("\napp deletes ").append(name);
                    wanted.remove(content);
                    account.delete(key);
                }
                case 1 -> {
                    history.append("\napp restores ").append(name);
                    account.restore(key);
                }
                default -> {
                    var fresh = content();
                    history.append("\napp puts ").append(name).append(' ').append(fresh);
                    wanted.remove(content);
                    account.put("GPX", name, fresh.getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        private void sync(Device device, boolean crashes) {
            device.exchange(crashes ? crashing(random.nextInt(8)) : interrupted());
            try {
                log(device, "sync " + device.sync().counts() + device.files());
            } catch (Crash _) {
                log(device, "crash, has " + device.files());
            } finally {
                device.exchange(api);
            }
        }

        /** Sometimes lets the app make a change between two requests. */
        private Exchange interrupted() {
            return request -> {
                synchronized (this) {
                    if (random.nextInt(10) == 0) {
                        app();
                    }
                }
                return api.send(request);
            };
        }

        private Exchange crashing(int requests) {
            var answered = random.nextBoolean();
            var left = new int[] {requests};
            return request -> {
                synchronized (this) {
                    if (left[0]-- <= 0) {
                        if (answered && left[0] == -1) {
                            api.send(request);
                        }
                        throw new Crash();
                    }
                }
                return api.send(request);
            };
        }

        private void log(Device device, String what) {
            history.append('\n').append(device.root().getFileName()).append(' ').append(what);
        }
    }
}
