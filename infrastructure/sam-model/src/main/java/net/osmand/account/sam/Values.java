package net.osmand.account.sam;

/** What CloudFormation would know of the resources once they exist. */
public interface Values {
    /** The answer to {@code !Ref}. */
    String reference(String logicalId);

    /** The answer to {@code !GetAtt}. */
    String attribute(String logicalId, String attribute);
}
