@NullMarked
package net.osmand.account.application;

import org.jspecify.annotations.NullMarked;
