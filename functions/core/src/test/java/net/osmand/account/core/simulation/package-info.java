/** A simulation of users, clients, the shop and the jobs over months, compared with reference models. */
@NullMarked
package net.osmand.account.core.simulation;

import org.jspecify.annotations.NullMarked;
