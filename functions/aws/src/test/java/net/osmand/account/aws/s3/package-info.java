/** Tests of the names in links, of copies and of a stored object. */
@NullMarked
package net.osmand.account.aws.s3;

import org.jspecify.annotations.NullMarked;
