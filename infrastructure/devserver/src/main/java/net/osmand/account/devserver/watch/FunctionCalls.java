package net.osmand.account.devserver.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.osmand.account.aws.AwsCall;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.devserver.watch.AwsCallLog.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Listens to the AWS calls of one function: enforces its policy, injects faults and writes the call log. */
public final class FunctionCalls implements AwsCallListener {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionCalls.class);

    private final String label;
    private final Policy policy;
    private final RequiredPermissions needs;
    private final Capacity capacity;
    private final AwsCallLog ledger;
    private final Faults faults;

    /**
     * Takes the function's policy.
     *
     * @param label the route in the call log
     */
    public FunctionCalls(
            String label,
            List<JsonNode> statements,
            String region,
            String account,
            Capacity capacity,
            AwsCallLog ledger,
            Faults faults) {
        this.label = label;
        this.policy = new Policy(statements);
        this.needs = new RequiredPermissions(region, account);
        this.capacity = capacity;
        this.ledger = ledger;
        this.faults = faults;
    }

    @Override
    public void before(AwsCall call) {
        needs.of(call).stream().filter(need -> !policy.allows(need)).findFirst().ifPresent(need -> refuse(call, need));
        ledger.add(new Row(
                label, call.service(), call.operation(), 1, 0, capacity.write(call.request()), 0, call.bytesOut()));
        faults.check(label, call);
    }

    @Override
    public void after(AwsCall call) {
        var rcu = call.response()
                .map(response -> Capacity.read(call.request(), response))
                .orElse(0.0);
        ledger.add(new Row(
                label, call.service(), call.operation(), 0, rcu, capacity.updates(call.request()), call.bytesIn(), 0));
        faults.check(label, call);
    }

    /** The function's name in the call log. */
    public String label() {
        return label;
    }

    /** Permissions that no call has needed so far, each as IAM action and resource. */
    public List<String> unneededPermissions() {
        return policy.unneeded();
    }

    private void refuse(AwsCall call, RequiredPermission need) {
        var message = label + " is not authorized to perform: " + need.action() + " on resource: "
                + need.resources().getFirst() + " because no policy in the template allows it";
        LOG.error(message);
        throw AwsServiceException.builder()
                .message(message)
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(call.service())
                        .errorCode("AccessDeniedException")
                        .errorMessage(message)
                        .build())
                .build();
    }
}
