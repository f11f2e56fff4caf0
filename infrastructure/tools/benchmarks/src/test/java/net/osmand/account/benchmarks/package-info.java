/** That the benchmarks measure what they say. */
@NullMarked
package net.osmand.account.benchmarks;

import org.jspecify.annotations.NullMarked;
