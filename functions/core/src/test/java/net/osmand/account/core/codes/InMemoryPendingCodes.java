package net.osmand.account.core.codes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.osmand.account.core.account.InMemoryAccounts;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;

/** Pending codes in memory. Every change has the conditions of the DynamoDB adapter. */
public final class InMemoryPendingCodes implements PendingCodes {
    private final Map<Key, PendingCode> codes = new HashMap<>();
    private final Map<Key, String> sessions = new HashMap<>();

    private record Key(EmailAddress email, CodePurpose purpose) {
        static Key of(PendingCode code) {
            return new Key(code.email(), code.purpose());
        }
    }

    /** Creates a store from which the codes of an address are removed with its account. */
    public InMemoryPendingCodes(InMemoryAccounts accounts) {
        accounts.onEraseOfAddress(email -> removeAll(email, EnumSet.allOf(CodePurpose.class)));
    }

    /** Creates a store without accounts. */
    public InMemoryPendingCodes() {}

    @Override
    public synchronized void putRequest(CodeRequest request) {
        var key = new Key(request.email(), request.purpose());
        sessions.remove(key);
        codes.put(
                key,
                new PendingCode(
                        request.email(),
                        request.purpose(),
                        request.account(),
                        request.endsAccess(),
                        List.of(),
                        request.language(),
                        0,
                        Map.of(),
                        request.now(),
                        request.expiresAt(),
                        0));
    }

    @Override
    public synchronized void addHash(PendingCode code, String hash, long expiresAt) {
        change(code, now -> {
            var hashes = new ArrayList<>(now.hashes());
            if (!hashes.contains(hash)) {
                hashes.add(hash);
            }
            return copy(now, hashes, now.wrongTries(), now.wrongTriesBySource(), expiresAt, now.provenUntil());
        });
    }

    @Override
    public synchronized Optional<PendingCode> find(EmailAddress email, CodePurpose purpose) {
        return Optional.ofNullable(codes.get(new Key(email, purpose)));
    }

    @Override
    public synchronized List<PendingCode> all(EmailAddress email) {
        return codes.values().stream()
                .filter(code -> code.email().equals(email))
                .sorted(Comparator.comparingLong(PendingCode::requestedAt).reversed())
                .toList();
    }

    @Override
    public synchronized void countWrongTry(PendingCode code, String source) {
        change(code, now -> {
            var tries = new HashMap<>(now.wrongTriesBySource());
            tries.merge(source, 1, Integer::sum);
            return copy(now, now.hashes(), now.wrongTries() + 1, tries, now.expiresAt(), now.provenUntil());
        });
    }

    @Override
    public synchronized Optional<PendingCode> prove(PendingCode code, String source, Limits limits, long provenUntil) {
        return same(code)
                .filter(now -> isAlive(now, source, limits))
                .flatMap(_ -> change(code, now -> {
                    var until = now.provenUntil() == 0 ? provenUntil : now.provenUntil();
                    return copy(now, now.hashes(), now.wrongTries(), now.wrongTriesBySource(), now.expiresAt(), until);
                }));
    }

    @Override
    public synchronized void removeAll(EmailAddress email, Set<CodePurpose> purposes) {
        codes.keySet().removeIf(key -> key.email().equals(email) && purposes.contains(key.purpose()));
        sessions.keySet().removeIf(key -> key.email().equals(email) && purposes.contains(key.purpose()));
    }

    @Override
    public synchronized boolean spend(PendingCode code, String source, Limits limits) {
        var found = same(code)
                .filter(now -> isAlive(now, source, limits))
                .filter(now -> now.provenUntil() == code.provenUntil());
        found.map(Key::of).ifPresent(key -> {
            codes.remove(key);
            sessions.remove(key);
        });
        return found.isPresent();
    }

    @Override
    public synchronized Optional<String> putSession(PendingCode code, String tokenHash) {
        return same(code).flatMap(now -> Optional.ofNullable(sessions.put(Key.of(now), tokenHash)));
    }

    private Optional<PendingCode> same(PendingCode code) {
        return find(code.email(), code.purpose()).filter(now -> now.requestedAt() == code.requestedAt());
    }

    private static boolean isAlive(PendingCode code, String source, Limits limits) {
        return code.wrongTries() < code.tries(limits)
                && code.wrongTriesBySource().getOrDefault(source, 0) < limits.triesPerCodeAndSource();
    }

    private Optional<PendingCode> change(PendingCode code, UnaryOperator<PendingCode> change) {
        var changed = same(code).map(change);
        changed.ifPresent(now -> codes.put(Key.of(now), now));
        return changed;
    }

    private static PendingCode copy(
            PendingCode code,
            List<String> hashes,
            int wrongTries,
            Map<String, Integer> wrongTriesBySource,
            long expiresAt,
            long provenUntil) {
        return new PendingCode(
                code.email(),
                code.purpose(),
                code.account(),
                code.endsAccess(),
                List.copyOf(hashes),
                code.language(),
                wrongTries,
                Map.copyOf(wrongTriesBySource),
                code.requestedAt(),
                expiresAt,
                provenUntil);
    }
}
