package io.vigie.server.ingest.synthetic;

import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import java.util.List;

/** Machine-readable zones of a world's passports. */
final class Zones {
    private Zones() {}

    /**
     * The zone of a passport.
     *
     * @param number without spaces, at most nine characters
     */
    static List<String> passport(IssuingState state, String number, Holders.Holder holder) {
        return MrzWriter.of(MrzFormat.TD3)
                .documentCode("P")
                .issuingState(state.zoneCode())
                .documentNumber(number)
                .names(holder.surname(), holder.given())
                .nationality(holder.nationality())
                .birthDate(holder.birth())
                .sex(holder.sex())
                .expiryDate(holder.expiry())
                .lines();
    }
}
