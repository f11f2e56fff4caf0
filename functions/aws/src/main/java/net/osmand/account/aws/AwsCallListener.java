package net.osmand.account.aws;

/** Observes every call to AWS. In production it does nothing; elsewhere it records the calls and injects faults. */
public interface AwsCallListener {
    AwsCallListener NONE = new AwsCallListener() {
        @Override
        public void before(AwsCall call) {}

        @Override
        public void after(AwsCall call) {}
    };

    /** Called before the request is sent. An exception thrown here fails the call without effect. */
    void before(AwsCall call);

    /** Called after the response arrived. An exception thrown here fails the call, although AWS has executed it. */
    void after(AwsCall call);
}
