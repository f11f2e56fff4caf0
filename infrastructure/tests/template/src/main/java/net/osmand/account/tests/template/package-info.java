/** Reads template.yaml and the API's document for tests and for docs/reference/permissions.md. */
@NullMarked
package net.osmand.account.tests.template;

import org.jspecify.annotations.NullMarked;
