/** What tests of adapters share. */
@NullMarked
package net.osmand.account.aws;

import org.jspecify.annotations.NullMarked;
