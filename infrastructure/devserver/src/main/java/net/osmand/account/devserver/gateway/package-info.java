/** API Gateway's HTTP API with payload format 2.0. */
@NullMarked
package net.osmand.account.devserver.gateway;

import org.jspecify.annotations.NullMarked;
