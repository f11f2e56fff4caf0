package net.osmand.account.identity;

import net.osmand.account.files.Usage;

/** Who calls, as one consistent read found it: the device, its account and the account's usage at that moment. */
public record Caller(Account account, Device device, Usage usage) {}
