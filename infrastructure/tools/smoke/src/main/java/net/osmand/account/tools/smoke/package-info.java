/** Compares a deployed stack with what the project assumes about AWS: docs/decisions/0003-assumptions-about-aws.md. */
@NullMarked
package net.osmand.account.tools.smoke;

import org.jspecify.annotations.NullMarked;
