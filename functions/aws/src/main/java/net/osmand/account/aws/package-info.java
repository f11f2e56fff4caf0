/** The one seam to AWS: clients, what watches their calls, and the process that a function runs in. */
@NullMarked
package net.osmand.account.aws;

import org.jspecify.annotations.NullMarked;
