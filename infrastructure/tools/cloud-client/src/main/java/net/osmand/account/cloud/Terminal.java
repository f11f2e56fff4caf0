package net.osmand.account.cloud;

import java.io.BufferedReader;
import java.io.PrintStream;

/**
 * The input and output of the command.
 *
 * @param interactive whether a user sees the output, so that a progress bar is useful
 */
public record Terminal(BufferedReader in, PrintStream out, PrintStream err, boolean interactive) {}
