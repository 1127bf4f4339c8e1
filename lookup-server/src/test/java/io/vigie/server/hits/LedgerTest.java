package io.vigie.server.hits;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.vigie.server.store.StoreException;
import io.vigie.v1.MessageEntry;
import java.time.Duration;
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
}
