/**
 * The Lambda edge: reads the event, writes the response, renders errors for the protocol and logs one line per request.
 */
@NullMarked
package net.osmand.account.lambda;

import org.jspecify.annotations.NullMarked;
