package net.osmand.account.aws;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * One HTTP attempt of one call to AWS.
 *
 * @param service the SDK's service id, such as {@code DynamoDb} or {@code S3}
 * @param operation the API name, such as {@code PutItem}
 * @param response empty before the effect
 * @param bytesOut request body, bytes
 * @param bytesIn response body, bytes; 0 before the effect
 */
public record AwsCall(
        String service,
        String operation,
        SdkRequest request,
        Optional<SdkResponse> response,
        long bytesOut,
        long bytesIn) {}
