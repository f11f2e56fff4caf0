/** What template.yaml and the API's document say, read for tests and for docs/reference/permissions.md. */
@NullMarked
package net.osmand.account.tests.template;

import org.jspecify.annotations.NullMarked;
