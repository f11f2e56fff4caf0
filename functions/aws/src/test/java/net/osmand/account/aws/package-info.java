/** Helpers for tests of adapters. */
@NullMarked
package net.osmand.account.aws;

import org.jspecify.annotations.NullMarked;
