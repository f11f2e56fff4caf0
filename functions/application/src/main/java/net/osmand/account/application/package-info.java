/**
 * The composition root: builds the use cases of core from the adapters and the function's settings. Handlers depend on
 * nothing else.
 */
@NullMarked
package net.osmand.account.application;

import org.jspecify.annotations.NullMarked;
