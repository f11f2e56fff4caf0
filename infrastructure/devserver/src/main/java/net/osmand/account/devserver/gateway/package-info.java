/** The HTTP API in front of the functions, as API Gateway is with payload format 2.0. */
@NullMarked
package net.osmand.account.devserver.gateway;

import org.jspecify.annotations.NullMarked;
