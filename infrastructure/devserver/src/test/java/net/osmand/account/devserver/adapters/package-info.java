/** The adapters' contract with AWS, which also tests other implementations of AWS. */
@NullMarked
package net.osmand.account.devserver.adapters;

import org.jspecify.annotations.NullMarked;
