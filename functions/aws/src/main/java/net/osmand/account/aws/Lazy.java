package net.osmand.account.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates a value on first use and keeps it. */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T value;

    /** @param maker called at most once, by the first {@link #get} */
    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        var made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }
}
