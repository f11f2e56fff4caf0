/**
 * Exports an account's files as one ZIP archive ("Download everything"). Uses the stored deflate streams without
 * recompressing.
 */
@NullMarked
package net.osmand.account.core.exports;

import org.jspecify.annotations.NullMarked;
