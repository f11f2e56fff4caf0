/** Codes, registration and deletion: one function a route. */
@NullMarked
package net.osmand.account.functions.auth;

import org.jspecify.annotations.NullMarked;
