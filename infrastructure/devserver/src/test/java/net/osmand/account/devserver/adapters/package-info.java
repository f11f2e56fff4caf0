/** The contract of the adapters with AWS, for implementations of it to be judged by. */
@NullMarked
package net.osmand.account.devserver.adapters;

import org.jspecify.annotations.NullMarked;
