package net.osmand.account.application;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import net.osmand.account.core.details.DetailsStore;
import net.osmand.account.core.details.ReadDetails;
import net.osmand.account.core.details.UpdateDetails;
import net.osmand.account.core.exports.FolderArchive;
import net.osmand.account.core.favourites.ChangeFavourites;
import net.osmand.account.core.favourites.ChangeGroups;
import net.osmand.account.core.favourites.GroupFiles;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.files.Pause;
import net.osmand.account.core.folders.ChangeFolder;
import net.osmand.account.core.folders.RenameFile;
import net.osmand.account.core.folders.RunFolderJob;
import net.osmand.account.core.folders.UpdateAppearance;
import net.osmand.account.core.gpx.GpxLimits;
import net.osmand.account.core.gpx.ReadTrack;

/** Builds the use cases that browsers need to change files, folders and favourites. */
public final class PortalFileUseCases {
    private final FileUseCases files;
    private final Adapters adapters;
    private final Clock clock;
    private final SecureRandom random;

    PortalFileUseCases(FileUseCases files, Adapters adapters, Clock clock, SecureRandom random) {
        this.files = files;
        this.adapters = adapters;
        this.clock = clock;
        this.random = random;
    }

    private LiveFiles files() {
        return files.liveFiles();
    }

    public DetailsStore details() {
        return adapters.details();
    }

    public ReadDetails readDetails() {
        var readTrack = new ReadTrack(GpxLimits.TRACK, System::nanoTime);
        return new ReadDetails(files(), details(), readTrack, clock, System::nanoTime);
    }

    public UpdateDetails updateDetails() {
        return new UpdateDetails(adapters.fileIndex(), readDetails(), details());
    }

    public ChangeFavourites changeFavourites() {
        return new ChangeFavourites(new GroupFiles(files()), clock);
    }

    public ChangeGroups changeGroups() {
        return new ChangeGroups(files(), clock);
    }

    public RenameFile renameFile() {
        return new RenameFile(files(), clock);
    }

    public ChangeFolder changeFolder() {
        return new ChangeFolder(files(), FileUseCases.FILES_OF_A_CHANGE, clock);
    }

    public RunFolderJob runFolderJob() {
        return new RunFolderJob(
                (account, device) -> adapters.accounts().caller(account, device, Optional.empty()),
                files(),
                FileUseCases.FILES_OF_A_CHANGE,
                adapters.folderJobs(),
                files.accountJobs(),
                Pause.ofThread(),
                clock,
                random);
    }

    public FolderArchive folderArchive() {
        return new FolderArchive(files(), clock);
    }

    public UpdateAppearance updateAppearance() {
        return new UpdateAppearance(files(), clock);
    }
}
