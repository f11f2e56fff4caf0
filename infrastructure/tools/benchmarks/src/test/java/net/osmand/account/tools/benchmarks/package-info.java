/** Tests of the benchmarks. */
@NullMarked
package net.osmand.account.tools.benchmarks;

import org.jspecify.annotations.NullMarked;
