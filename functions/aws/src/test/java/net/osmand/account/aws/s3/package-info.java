/** Tests of the names in links. */
@NullMarked
package net.osmand.account.aws.s3;

import org.jspecify.annotations.NullMarked;
