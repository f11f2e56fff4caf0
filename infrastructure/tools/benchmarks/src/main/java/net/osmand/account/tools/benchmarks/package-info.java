/** What is measured rather than tested: run by hand, no build depends on a time. */
@NullMarked
package net.osmand.account.tools.benchmarks;

import org.jspecify.annotations.NullMarked;
