package io.vigie.server.hits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.vigie.server.store.StoreException;
import io.vigie.v1.MessageEntry;
import io.vigie.v1.OwnerMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger(new Messages.Config(true, 10, 1 << 20, Duration.ofDays(1), Duration.ofSeconds(2)));

    @Test
    void anEntryThatCannotBeReadIsNeverPassedOver() {
        assertThatThrownBy(() -> ledger.replay(new byte[] {0x0A, 0x7F}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("an entry cannot be read");
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(1_000, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        assertThatThrownBy(() -> ledger.replay(MessageEntry.newBuilder().setUnknownFields(later).build().toByteArray()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("of a later version");
    }

    @Test
    void aPartyAcknowledgesWhatItWasToldAlsoTwiceAndNothingElse() throws MessageException {
        ledger.opened();
        String ofFrance = put("FRA");
        String ofItaly = put("ITA");
        Reader france = new Reader(ledger, "FRA");
        assertThat(france.take(ofFrance, "", 10).waiting()).isZero();
        assertThat(france.take(ofFrance, "", 10).waiting()).as("once more, of an empty queue").isZero();
        Reader spain = new Reader(ledger, "ESP");
        for (String id : List.of(ofItaly, ofFrance.toUpperCase(Locale.ROOT), ledger.newId(), "1", "0".repeat(32))) {
            assertThatThrownBy(() -> france.take(id, "", 10)).as(id).isInstanceOf(MessageException.class);
            assertThatThrownBy(() -> france.take("", id, 10)).as(id).isInstanceOf(MessageException.class);
            assertThatThrownBy(() -> spain.take(id, "", 10)).as(id).isInstanceOf(MessageException.class);
        }
        assertThat(new Reader(ledger, "ITA").take(ofItaly, "", 10).waiting()).isZero();
    }

    private String put(String party) {
        return ledger.put(OwnerMessage.newBuilder().setTo(party).build()).getId();
    }
}
