package net.osmand.account.core.account;

import java.util.List;

/**
 * The room that an account's uploads take in advance.
 *
 * @param revision rises with each that is added, so that two that are added at once are not both weighed without the other
 */
public record QuotaReservations(long revision, List<QuotaReservation> all) {
    public static final QuotaReservations NONE = new QuotaReservations(0, List.of());

    public QuotaReservations {
        all = List.copyOf(all);
    }

    /** Those that still hold, at that time, epoch milliseconds. */
    public List<QuotaReservation> live(long now) {
        return all.stream().filter(reservation -> now < reservation.until()).toList();
    }
}
