/** The files of the apps: one function a route. */
@NullMarked
package net.osmand.account.functions.files;

import org.jspecify.annotations.NullMarked;
