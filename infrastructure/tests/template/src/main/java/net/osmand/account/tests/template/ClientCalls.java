package net.osmand.account.tests.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The calls of third-party clients in infrastructure/api/client-calls.csv, which docs/protocol describes. */
public final class ClientCalls {
    private static final Pattern CELL = Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))");
    private static final List<String> CLIENTS = List.of("web client", "Android", "iOS");

    private ClientCalls() {}

    /**
     * A call of third-party clients.
     *
     * @param clients clients that make the call
     * @param answer how the route answers these clients
     */
    public record Call(String method, String path, List<String> clients, Answer answer, String note) {
        public Call {
            clients = List.copyOf(clients);
        }

        /** Returns method and path in the form of an API Gateway route key. */
        public String route() {
            return method + " " + path;
        }
    }

    /** How the route answers a call. */
    public enum Answer {
        WORKS("works"),
        /** The answer is harmless and empty, because the feature is not implemented. */
        EMPTY("empty answer"),
        NOT_SERVED("not served");

        private static final Map<String, Answer> CELLS = Map.of("works", WORKS, "empty", EMPTY, "", NOT_SERVED);

        private final String shown;

        Answer(String shown) {
            this.shown = shown;
        }

        String shown() {
            return shown;
        }

        static Answer of(String cell) {
            var answer = CELLS.get(cell);
            if (answer == null) {
                throw new IllegalArgumentException("no answer is called " + cell);
            }
            return answer;
        }
    }

    /** Reads the file. */
    public static List<Call> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.skip(1).map(ClientCalls::call).toList();
        }
    }

    private static Call call(String line) {
        var cells = CELL.matcher(line)
                .results()
                .map(cell ->
                        cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""))
                .toList();
        if (cells.size() != 7) {
            throw new IllegalArgumentException("a row with " + cells.size() + " cells: " + line);
        }
        var clients = new ArrayList<String>();
        Stream.of(0, 1, 2).filter(i -> cells.get(2 + i).equals("yes")).forEach(i -> clients.add(CLIENTS.get(i)));
        return new Call(cells.get(0), cells.get(1), clients, Answer.of(cells.get(5)), cells.get(6));
    }
}
