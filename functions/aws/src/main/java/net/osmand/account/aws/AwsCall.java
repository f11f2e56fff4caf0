package net.osmand.account.aws;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * One HTTP attempt of a call to AWS.
 *
 * @param service service id in the SDK, such as {@code DynamoDb} or {@code S3}
 * @param operation name in the AWS API, such as {@code PutItem}
 * @param response empty before the request is sent, and if AWS answers with an error
 * @param bytesOut bytes of the request body
 * @param bytesIn bytes of the response body; 0 before the request is sent
 */
public record AwsCall(
        String service,
        String operation,
        SdkRequest request,
        Optional<SdkResponse> response,
        long bytesOut,
        long bytesIn) {}
