package net.osmand.account.emulators.sqs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.osmand.account.emulators.wire.StateFile;

/** Messages by queue name, in one file. */
final class MessageStore {
    private final StateFile file;
    private final Map<String, List<Message>> messages = new TreeMap<>();
    private long lastNumber;

    /** The content of the file. */
    record Stored(long lastNumber, Map<String, List<Message>> messages) {}

    /** Loads the messages of these queues from the file, if it exists. */
    MessageStore(Path path, Collection<String> queues) {
        file = new StateFile(path);
        queues.forEach(queue -> messages.put(queue, new ArrayList<>()));
        file.read(Stored.class).ifPresent(stored -> {
            lastNumber = stored.lastNumber();
            stored.messages().forEach((name, kept) -> messages.computeIfPresent(name, (_, _) -> new ArrayList<>(kept)));
        });
    }

    /** The messages of a queue. The caller may change the list, and then calls {@link #save}. */
    List<Message> in(QueueSettings queue) {
        return Objects.requireNonNull(messages.get(queue.name()), queue.name());
    }

    void replace(QueueSettings queue, Message old, Message fresh) {
        in(queue).replaceAll(message -> message.id().equals(old.id()) ? fresh : message);
    }

    long lastNumber() {
        return lastNumber;
    }

    long nextNumber() {
        return ++lastNumber;
    }

    void save() {
        file.write(new Stored(lastNumber, messages));
    }
}
