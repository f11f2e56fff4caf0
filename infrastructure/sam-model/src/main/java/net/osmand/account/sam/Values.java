package net.osmand.account.sam;

/** References to resources and their attributes, as CloudFormation resolves them. */
public interface Values {
    /** Resolves {@code !Ref}. */
    String reference(String logicalId);

    /** Resolves {@code !GetAtt}. */
    String attribute(String logicalId, String attribute);
}
