package io.vigie.server.ingest.foreign;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.vigie.v1.Record;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of any kind, by a mapping that says what its columns are. A row is one record; a value that does not fit costs the
 * row, since whoever wrote the mapping said what fits.
 *
 * @param layout of the table
 * @param kind field of {@link Record} that is made
 * @param columns rules by name of column; a column without a rule is read and dropped
 * @param constants put where a row has nothing
 */
record CsvMapping(
        CsvEntries.Layout layout,
        FieldDescriptor kind,
        Map<String, List<ColumnRule>> columns,
        Map<FieldPath, Object> constants)
        implements EntryMapping {

    CsvMapping {
        columns = Map.copyOf(columns);
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    @Override
    public Outcome map(Node row, Findings findings) {
        Record.Builder record = Record.newBuilder();
        Message.Builder content = record.getFieldBuilder(kind);
        // Elements that are named by their place come before new ones, in whatever order the columns stand.
        for (boolean begins : List.of(false, true)) {
            for (Node column : row.parts()) {
                ForeignFault fault = put(column, begins, content);
                if (fault != null) {
                    return new Outcome.Damaged(fault);
                }
            }
        }
        constants.forEach((path, value) -> path.putIfAbsent(content, value));
        dropEmpty(content);
        Record made = record.build();
        String fault = new Values(findings).fault(made);
        return fault == null
                ? new Outcome.Mapped(List.of(made))
                : new Outcome.Damaged(new ForeignFault(row.line(), "", fault));
    }

    private @Nullable ForeignFault put(Node column, boolean begins, Message.Builder content) {
        List<ColumnRule> rules = columns.get(column.name());
        if (rules == null) {
            return null;
        }
        String text = column.text();
        try {
            for (ColumnRule rule : rules) {
                if (begins == (rule.path().newElement() != null)) {
                    rule.put(text, content);
                }
            }
            return null;
        } catch (ColumnRule.UnfitException e) {
            return new ForeignFault(column.line(), column.path(), String.valueOf(e.getMessage()));
        }
    }

    /** Elements that were passed over on the way to one behind them. */
    private static void dropEmpty(Message.Builder content) {
        for (FieldDescriptor field : content.getDescriptorForType().getFields()) {
            if (!field.isRepeated() || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                continue;
            }
            List<Message> kept = new ArrayList<>();
            for (int i = 0; i < content.getRepeatedFieldCount(field); i++) {
                Message.Builder element = content.getRepeatedFieldBuilder(field, i);
                dropEmpty(element);
                Message built = element.buildPartial();
                if (!FieldPath.isEmpty(built)) {
                    kept.add(built);
                }
            }
            content.setField(field, kept);
        }
    }
}
