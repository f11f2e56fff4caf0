/** Faults of AWS that tests switch on: at the wire, in queues, in time and in asynchronous invocations. */
@NullMarked
package net.osmand.account.devserver.faults;

import org.jspecify.annotations.NullMarked;
