package io.vigie.server.query;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.vigie.server.access.Rights;
import io.vigie.v1.Answer;
import io.vigie.v1.Hit;
import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Leaves out the fields that a caller's profile does not show. Pure. */
final class FieldView {
    /** What is found and what is to be done, which nobody who may ask is denied. */
    private static final Set<FieldDescriptor> ALWAYS_SHOWN = Stream.of(
                    fields(
                            Hit.getDescriptor().getFields().stream(),
                            "recordId", "dataset", "score", "evidence", "match", "status", "action", "owner", "version",
                            "certain", "silent", "underReview", "cautions", "colour", "through", "group", "hitId",
                            "onward", "confidentiality"),
                    fields(
                            TravelDocument.getDescriptor().getFields().stream(),
                            "id", "owner", "status", "version", "action", "actionByState", "cautions",
                            "restrictions"),
                    fields(
                            Person.getDescriptor().getFields().stream(),
                            "id", "owner", "version", "action", "actionByState", "cautions", "restrictions"),
                    fields(
                            Notice.getDescriptor().getFields().stream(),
                            "id", "owner", "status", "colour", "version", "action", "actionByState", "cautions", "restrictions"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private FieldView() {}

    static void narrow(Answer.Builder answer, Rights rights) {
        if (rights.narrowFields()) {
            for (int i = 0; i < answer.getHitsCount(); i++) {
                Hit.Builder hit = answer.getHits(i).toBuilder();
                narrow(hit, rights);
                answer.setHits(i, hit);
            }
        }
    }

    static Record narrow(Record record, Rights rights) {
        if (!rights.narrowFields()) {
            return record;
        }
        Record.Builder narrowed = record.toBuilder();
        switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> narrow(narrowed.getTravelDocumentBuilder(), rights);
            case PERSON -> narrow(narrowed.getPersonBuilder(), rights);
            case NOTICE -> narrow(narrowed.getNoticeBuilder(), rights);
            case KIND_NOT_SET -> {}
        }
        return narrowed.build();
    }

    private static void narrow(Message.Builder message, Rights rights) {
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (!ALWAYS_SHOWN.contains(field) && !rights.includeField(field.getJsonName())) {
                message.clearField(field);
            }
        }
    }

    private static Set<FieldDescriptor> fields(Stream<FieldDescriptor> all, String... names) {
        return all.filter(field -> Arrays.asList(names).contains(field.getJsonName())).collect(Collectors.toSet());
    }
}
