package net.osmand.account.cloud;

import java.util.concurrent.TimeUnit;
import net.osmand.account.cloud.sync.Action;
import net.osmand.account.cloud.sync.Events;

/** Shows a progress bar on a terminal. Elsewhere it writes a line for each file if verbose. */
final class Progress implements Events {
    private static final int WIDTH = 30;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Terminal terminal;
    private final boolean verbose;
    private int actions;
    private int done;
    private long bytes;
    private long transferred;
    private long drawn;
    private boolean isVisible;

    Progress(Terminal terminal, boolean verbose) {
        this.terminal = terminal;
        this.verbose = verbose;
    }

    @Override
    public synchronized void planned(int plannedActions, long plannedBytes) {
        actions = plannedActions;
        bytes = plannedBytes;
    }

    @Override
    public synchronized void transferred(long count) {
        transferred += count;
        draw(false);
    }

    @Override
    public synchronized void done(Action action) {
        done++;
        if (verbose) {
            erase();
            terminal.out().println(action.verb() + ": " + action.path());
        }
        draw(false);
    }

    @Override
    public synchronized void failed(Action action, String sentence) {
        done++;
        erase();
        terminal.err().println(action.path() + ": " + sentence);
        draw(true);
    }

    private void draw(boolean atOnce) {
        var now = System.nanoTime();
        if (!terminal.interactive() || actions == 0 || (!atOnce && now - drawn < PAUSE_NANOS)) {
            return;
        }
        drawn = now;
        isVisible = true;
        var share = bytes == 0 ? (double) done / actions : Math.min(1, (double) transferred / bytes);
        var filled = (int) (share * WIDTH);
        terminal.err()
                .printf(
                        "\r[%s%s] %d of %d files, %s of %s ",
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        Math.min(done, actions),
                        actions,
                        Sizes.of(Math.min(transferred, bytes)),
                        Sizes.of(bytes));
        terminal.err().flush();
    }

    /** Removes the bar. */
    synchronized void erase() {
        if (isVisible) {
            terminal.err().print("\r" + " ".repeat(2 * WIDTH + 19) + "\r");
            terminal.err().flush();
            isVisible = false;
        }
    }
}
