/** Measures usage, cost and cold starts on the dev server. {@code make bench} runs it; no build does. */
@NullMarked
package net.osmand.account.tools.benchmarks;

import org.jspecify.annotations.NullMarked;
