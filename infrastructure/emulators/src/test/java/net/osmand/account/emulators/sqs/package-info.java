@NullMarked
package net.osmand.account.emulators.sqs;

import org.jspecify.annotations.NullMarked;
