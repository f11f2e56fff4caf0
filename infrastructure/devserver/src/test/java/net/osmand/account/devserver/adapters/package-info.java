/** The adapters' contract with AWS, to judge implementations of AWS by. */
@NullMarked
package net.osmand.account.devserver.adapters;

import org.jspecify.annotations.NullMarked;
