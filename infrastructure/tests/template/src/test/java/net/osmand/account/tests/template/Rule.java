package net.osmand.account.tests.template;

import java.util.function.Predicate;

/**
 * What the field asks of a kind of resource.
 *
 * @param id as in awslabs/serverless-rules (WS, ES), checkov (CKV) or cdk-nag (AwsSolutions without that word)
 * @param type the resources that it is about
 */
record Rule(String id, String asks, String type, Predicate<Resource> kept) {
    @Override
    public String toString() {
        return id + " " + asks;
    }
}
