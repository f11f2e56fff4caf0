package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.osmand.account.core.testing.CallMeeting;
import net.osmand.account.core.values.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelCallsTest {
    @Test
    void makesAtMostSoManyCallsAtATime() {
        var meeting = new CallMeeting(Set.of("IntUnaryOperator.applyAsInt"), 4);
        var port = meeting.over(IntUnaryOperator.class, number -> number * 2);

        var results = new ParallelCalls(4).all(calls(20, port));

        assertThat(results)
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> i * 2).toList());
        assertThat(meeting.peak("IntUnaryOperator.applyAsInt")).isEqualTo(4);
    }

    @Test
    void oneAtATimeStaysInTheThreadOfTheCallerAndInOrder() {
        var order = new ArrayList<String>();

        new ParallelCalls(1)
                .run(IntStream.range(0, 3)
                        .<Runnable>mapToObj(i ->
                                () -> order.add(i + " " + Thread.currentThread().threadId()))
                        .toList());

        var own = Thread.currentThread().threadId();
        assertThat(order).containsExactly("0 " + own, "1 " + own, "2 " + own);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void makesAllCallsEvenIfSomeFail(int atOnce) {
        var made = Collections.synchronizedList(new ArrayList<Integer>());

        assertThatThrownBy(() -> new ParallelCalls(atOnce)
                        .run(IntStream.range(0, 10)
                                .<Runnable>mapToObj(i -> () -> {
                                    made.add(i);
                                    if (i == 4 || i == 7) {
                                        throw new IllegalArgumentException("call " + i);
                                    }
                                })
                                .toList()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("call 4");

        assertThat(made).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void callsHaveTheDeadlineOfTheInvocation(int atOnce) {
        var left = new ArrayList<Supplier<Boolean>>();
        left.add(() -> Deadline.remaining().isPresent());
        left.add(() -> Deadline.remaining().isPresent());

        try (var _ = Deadline.after(Duration.ofMinutes(1))) {
            assertThat(new ParallelCalls(atOnce).all(left)).containsExactly(true, true);
        }
    }

    private static List<Supplier<Integer>> calls(int count, IntUnaryOperator port) {
        return IntStream.range(0, count)
                .<Supplier<Integer>>mapToObj(i -> () -> port.applyAsInt(i))
                .toList();
    }
}
