/** Journeys over HTTP, as the apps make them, against a base URL. */
@NullMarked
package net.osmand.account.tests.acceptance;

import org.jspecify.annotations.NullMarked;
