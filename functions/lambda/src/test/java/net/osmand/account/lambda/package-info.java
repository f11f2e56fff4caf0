/** What arrives from API Gateway, and what goes back. */
@NullMarked
package net.osmand.account.lambda;

import org.jspecify.annotations.NullMarked;
