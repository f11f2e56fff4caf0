/** End-to-end tests that call a base URL over HTTP as the apps do. */
@NullMarked
package net.osmand.account.tests.acceptance;

import org.jspecify.annotations.NullMarked;
