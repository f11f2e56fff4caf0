package net.osmand.account.tests.template;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Template;
import net.osmand.account.tests.template.ClientCalls.Answer;
import net.osmand.account.tests.template.ClientCalls.Call;

/** The table of docs/apps.md: every call of the web client, Android and iOS, and whether the template serves it. */
public final class ClientCallTable {
    private static final GeneratedPart PART =
            new GeneratedPart("template.yaml and infrastructure/api/client-calls.csv");

    private final List<Call> calls;
    private final Set<String> routes;

    public ClientCallTable(List<Call> calls, Template template) {
        this.calls = List.copyOf(calls);
        routes = template.ofType("AWS::Serverless::Function").stream()
                .flatMap(function -> StreamSupport.stream(
                        template.properties(function).path("Events").spliterator(), false))
                .filter(event -> event.path("Type").asText().equals("HttpApi"))
                .map(event -> FunctionDefinition.routeKey(event.path("Properties")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the document with the current table between its two marks. */
    public String in(String document) {
        return PART.replace(document, table());
    }

    /** The routes of the template. */
    public Set<String> routes() {
        return routes;
    }

    private String table() {
        return calls.stream()
                .map(this::row)
                .collect(Collectors.joining(
                        "\n", "| call | client | answer | note |\n| --- | --- | --- | --- |\n", "\n"));
    }

    private String row(Call call) {
        if (routes.contains(call.route()) == (call.answer() == Answer.NOT_SERVED)) {
            throw new IllegalArgumentException(
                    call.route() + " is said to be " + call.answer().shown());
        }
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        call.route(),
                        String.join(", ", call.clients()),
                        call.answer().shown(),
                        call.note());
    }
}
