package net.osmand.account.tests.template;

import java.util.function.Predicate;

/**
 * A rule for one type of resource.
 *
 * @param id as in awslabs/serverless-rules (WS, ES), checkov (CKV) or cdk-nag (AwsSolutions without that word)
 * @param type type of the resources to which the rule applies
 */
record Rule(String id, String asks, String type, Predicate<Resource> kept) {
    @Override
    public String toString() {
        return id + " " + asks;
    }
}
