package net.osmand.account.tools.smoke;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source of mailed codes. */
interface Codes {
    Pattern CODE = Pattern.compile("\\b\\d{6,8}\\b");

    /**
     * Waits for the next code that is mailed to the address.
     *
     * @throws Unanswered if none arrives in time
     */
    String next(String email, String purpose) throws IOException;

    /** A person reads the mail and enters the code. */
    static Codes typed(BufferedReader in, PrintStream out) {
        return (email, purpose) -> {
            out.printf("Type the code of the mail to %s (%s), or nothing if none came: ", email, purpose);
            out.flush();
            var line = in.readLine();
            if (line == null || line.isBlank()) {
                throw new Unanswered("no mail came");
            }
            return line.replaceAll("\\s", "");
        };
    }

    /** Reads the inbox of a dev server, such as {@code http://127.0.0.1:8080/local/inbox}. */
    static Codes inbox(URI inbox, Duration patience) {
        return new Codes() {
            private int taken;

            @Override
            public String next(String email, String purpose) throws IOException {
                var until = System.nanoTime() + patience.toNanos();
                do {
                    var codes = mailed(email).toList();
                    if (codes.size() > taken) {
                        return codes.get(taken++);
                    }
                    pause();
                } while (System.nanoTime() < until);
                throw new Unanswered("no mail came");
            }

            private Stream<String> mailed(String email) throws IOException {
                var answer = Api.send(HttpRequest.newBuilder(new Api(inbox).uri(inbox.getPath(), Map.of("to", email))));
                return answer.json()
                        .path("messages")
                        .valueStream()
                        .flatMap(message -> CODE.matcher(message.path("text").asText())
                                .results()
                                .limit(1)
                                .map(found -> found.group()));
            }
        };
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(Duration.ofMillis(200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
