/** Tests of requests from API Gateway and of the responses. */
@NullMarked
package net.osmand.account.lambda;

import org.jspecify.annotations.NullMarked;
