package net.osmand.account.aws;

/** Watches every call to AWS. Outside production it keeps the ledger and injects faults; in production it does nothing. */
public interface AwsCallListener {
    AwsCallListener UNWATCHED = new AwsCallListener() {
        @Override
        public void before(AwsCall call) {}

        @Override
        public void after(AwsCall call) {}
    };

    /** Before the request leaves; an exception thrown here fails the call without effect. */
    void before(AwsCall call);

    /** After the answer came; an exception thrown here fails the call although its effect stands. */
    void after(AwsCall call);
}
