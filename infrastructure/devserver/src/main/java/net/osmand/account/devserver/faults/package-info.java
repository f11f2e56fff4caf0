/** AWS faults for tests: on the wire, in queues, in TTL and in asynchronous invocations. */
@NullMarked
package net.osmand.account.devserver.faults;

import org.jspecify.annotations.NullMarked;
