/** What stands between a function and AWS: its policy, the ledger and injected faults. */
@NullMarked
package net.osmand.account.devserver.watch;

import org.jspecify.annotations.NullMarked;
