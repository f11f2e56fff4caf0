package net.osmand.account.tests.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Validates values by the document's schemas, which are JSON Schema 2020-12 since OpenAPI 3.1. */
final class Schemas {
    private static final String COMPONENTS = "components";

    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword(COMPONENTS))
            .build());
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
    private final JsonNode components;

    Schemas(JsonNode components) {
        this.components = components;
    }

    List<String> wrong(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    /** Compiles the schema together with the components, so that its references resolve. */
    private Schema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set(COMPONENTS, components);
        return registry.getSchema(whole);
    }
}
