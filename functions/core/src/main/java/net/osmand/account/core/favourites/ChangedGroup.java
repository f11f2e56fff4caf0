package net.osmand.account.core.favourites;

import net.osmand.account.core.values.FileVersion;

/** A group after a change: its new version and its content. */
public record ChangedGroup(FileVersion version, FavouritesFile file) {}
