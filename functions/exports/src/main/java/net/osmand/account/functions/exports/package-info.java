/** Handlers of "download everything": the estimate, the export and its steps. */
@NullMarked
package net.osmand.account.functions.exports;

import org.jspecify.annotations.NullMarked;
