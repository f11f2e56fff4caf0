/** A simulated world of users, clients, the shop and the jobs, over months, against reference models. */
@NullMarked
package net.osmand.account.core.simulation;

import org.jspecify.annotations.NullMarked;
