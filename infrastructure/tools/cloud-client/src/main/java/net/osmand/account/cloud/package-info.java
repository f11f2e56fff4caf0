/** The command line of osmand-cloud: sign-in, profiles and one class for each command. */
@NullMarked
package net.osmand.account.cloud;

import org.jspecify.annotations.NullMarked;
