package io.vigie.wire;

import io.vigie.mrz.MrzChecks;
import io.vigie.mrz.MrzProblem;
import io.vigie.mrz.MrzRepair;
import io.vigie.v1.MrzReading;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A zone's reading as the message that is sent and printed. Pure. */
public final class ZoneMessage {
    private ZoneMessage() {}

    public static MrzReading of(io.vigie.mrz.MrzReading reading) {
        MrzReading.Builder message = MrzReading.newBuilder()
                .setFormat(MrzReading.Format.Code.valueOf(reading.format().name()))
                .setValid(reading.valid())
                .setTruncated(reading.truncated())
                .setChecks(checks(reading.checks()));
        set(reading.documentCode(), message::setDocumentCode);
        set(reading.issuingState(), message::setIssuingState);
        set(reading.documentNumber(), message::setDocumentNumber);
        set(reading.surname(), message::setSurname);
        set(reading.givenNames(), message::setGivenNames);
        set(reading.nationality(), message::setNationality);
        set(reading.birthDate(), date -> message.setBirthDate(date.toString()));
        set(reading.birthDateRaw(), message::setBirthDateRaw);
        set(reading.sex(), sex -> message.setSex(sex.toString()));
        set(reading.expiryDate(), date -> message.setExpiryDate(date.toString()));
        set(reading.expiryDateRaw(), message::setExpiryDateRaw);
        set(reading.optionalData(), message::setOptionalData);
        set(reading.optionalData2(), message::setOptionalData2);
        for (MrzProblem problem : reading.problems()) {
            MrzReading.Problem.Builder added = message.addProblemsBuilder().setCode(problem.code().name());
            set(problem.field(), added::setField);
            set(problem.message(), added::setMessage);
        }
        for (MrzRepair repair : reading.repairs()) {
            message.addRepairsBuilder()
                    .setField(repair.field())
                    .setFrom(repair.from())
                    .setTo(repair.to())
                    .setReason(repair.reason());
        }
        return message.build();
    }

    private static MrzReading.Checks checks(MrzChecks checks) {
        MrzReading.Checks.Builder message = MrzReading.Checks.newBuilder();
        set(checks.documentNumber(), message::setDocumentNumber);
        set(checks.birthDate(), message::setBirthDate);
        set(checks.expiryDate(), message::setExpiryDate);
        set(checks.optionalData(), message::setOptionalData);
        set(checks.composite(), message::setComposite);
        return message.build();
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
