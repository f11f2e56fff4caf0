package net.osmand.account.functions.mailcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.lambda.WarmUp;
import org.junit.jupiter.api.Test;

class MailCodeFunctionTest {
    private static final Context CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> null);

    /** No server listens at this address, so each call to AWS would fail. */
    @Test
    void answersAWarmUpWithoutACall() {
        var variables = Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "ACCOUNTS_TABLE", "AccountsTable",
                "MAIL_QUEUE_URL", "http://127.0.0.1:1/queue",
                "STACK_SECRET", "of-the-test",
                "CODE_KEY_ARN", "arn:aws:kms:us-east-1:000000000000:key/1");
        var environment = new LambdaEnvironment(variables, Clock.systemUTC(), new SecureRandom(), AwsCallListener.NONE);

        assertThat(new MailCodeFunction(environment).handleRequest(WarmUp.EVENT, CONTEXT))
                .isEqualTo(WarmUp.EVENT);
    }
}
