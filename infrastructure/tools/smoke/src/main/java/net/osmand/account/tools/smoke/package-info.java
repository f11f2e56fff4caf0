/** Checks this project's assumptions about AWS on a deployed stack: docs/decisions/0003-assumptions-about-aws.md. */
@NullMarked
package net.osmand.account.tools.smoke;

import org.jspecify.annotations.NullMarked;
