/** Handlers of codes, registration and deletion, one function for each route. */
@NullMarked
package net.osmand.account.functions.auth;

import org.jspecify.annotations.NullMarked;
