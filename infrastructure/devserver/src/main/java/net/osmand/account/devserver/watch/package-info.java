/** Listens to the AWS calls of functions: policy, call log and injected faults. */
@NullMarked
package net.osmand.account.devserver.watch;

import org.jspecify.annotations.NullMarked;
