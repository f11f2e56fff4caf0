package net.osmand.account.core.account;

/** Who calls, as one consistent read found it: the device, its account and the account's usage at that moment. */
public record Caller(Account account, Device device, Usage usage) {}
