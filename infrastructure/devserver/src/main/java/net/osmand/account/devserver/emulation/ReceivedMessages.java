package net.osmand.account.devserver.emulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.emulators.sqs.Message;

/** Messages of one queue that were received and not deleted. */
final class ReceivedMessages {
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Map<String, Message> held = new HashMap<>();
    private final Map<String, Message> failed = new HashMap<>();

    /** Adds messages that wait for a handler. */
    void add(List<Message> messages) {
        messages.forEach(message -> failed.remove(message.id()));
        waiting.addAll(messages);
    }

    /** Gives up to {@code max} waiting messages to a handler. */
    List<Message> take(int max) {
        var taken = new ArrayList<Message>();
        while (taken.size() < max && !waiting.isEmpty()) {
            var message = waiting.remove();
            held.put(message.id(), message);
            taken.add(message);
        }
        return taken;
    }

    /** Ends the handling of messages. Those that the handler still holds have failed. */
    void release(List<Message> messages) {
        for (var message : messages) {
            if (held.remove(message.id()) != null) {
                failed.put(message.id(), message);
            }
        }
    }

    /** Removes messages from their handler. */
    void remove(List<Message> messages) {
        messages.forEach(message -> held.remove(message.id()));
    }

    /** Removes a deleted message. */
    void remove(String receipt) {
        held.values().removeIf(message -> message.receipt().equals(receipt));
    }

    /** Removes and returns failed messages whose visibility timeout has ended at the given epoch milliseconds. */
    List<Message> removeDue(long now) {
        var due = failed.values().stream()
                .filter(message -> message.visibleAt() <= now)
                .toList();
        due.forEach(message -> failed.remove(message.id()));
        return due;
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Returns whether no message waits and no handler holds one. */
    boolean isQuiet() {
        return waiting.isEmpty() && held.isEmpty();
    }

    int failures() {
        return failed.size();
    }
}
