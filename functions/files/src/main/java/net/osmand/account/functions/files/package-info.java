/** Handlers of files for apps and browsers, one function for each route. */
@NullMarked
package net.osmand.account.functions.files;

import org.jspecify.annotations.NullMarked;
