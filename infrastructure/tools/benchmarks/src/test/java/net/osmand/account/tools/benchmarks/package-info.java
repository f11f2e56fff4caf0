/** That the benchmarks measure what they say. */
@NullMarked
package net.osmand.account.tools.benchmarks;

import org.jspecify.annotations.NullMarked;
