package net.osmand.account.files;

import java.util.List;

/**
 * The room that an account's uploads take in advance.
 *
 * @param revision rises with each that is added, so that two that are added at once are not both weighed without the other
 */
public record Reservations(long revision, List<Reservation> all) {
    public static final Reservations NONE = new Reservations(0, List.of());

    public Reservations {
        all = List.copyOf(all);
    }

    /** Those that still hold, at that time, epoch milliseconds. */
    public List<Reservation> live(long now) {
        return all.stream().filter(reservation -> now < reservation.until()).toList();
    }
}
