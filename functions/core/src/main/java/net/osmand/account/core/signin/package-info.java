/** Sign-up, sign-in, registration of devices, passwords and changes of the e-mail address. */
@NullMarked
package net.osmand.account.core.signin;

import org.jspecify.annotations.NullMarked;
