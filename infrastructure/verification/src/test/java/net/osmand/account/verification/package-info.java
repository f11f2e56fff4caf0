/** Rules that the tree must keep: architecture, template, rights. */
@NullMarked
package net.osmand.account.verification;

import org.jspecify.annotations.NullMarked;
