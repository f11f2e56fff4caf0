package net.osmand.account.cloud;

import java.io.BufferedReader;
import java.io.PrintStream;

/**
 * Where the command reads and writes.
 *
 * @param interactive whether a person sees the output, and a progress bar helps
 */
public record Terminal(BufferedReader in, PrintStream out, PrintStream err, boolean interactive) {}
