/** "Download everything": an account's files as one ZIP archive, made of the stored deflate streams without recompressing. */
@NullMarked
package net.osmand.account.core.exports;

import org.jspecify.annotations.NullMarked;
