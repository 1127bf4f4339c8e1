package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Record;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the retention of records that say nothing of it themselves: tells their owners by the log, and deletes them. The
 * scrub, which reads every record once a day, hands over those whose time has come. Only a primary has one.
 */
public final class Retirement {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    private final DataFolder folder;
    private final RetentionPeriods periods;
    private final Duration clockJumpMax;
    private final Clock clock;

    /**
     * @param clockJumpMax a clock that is further ahead of the last sweep is not believed; zero = any is
     */
    public Retirement(DataFolder folder, RetentionPeriods periods, Duration clockJumpMax, Clock clock) {
        this.folder = folder;
        this.periods = periods;
        this.clockJumpMax = clockJumpMax;
        this.clock = clock;
    }

    boolean isDue(IdEntry entry, Record record) {
        return periods.due(entry.kept(), record, today()) != RetentionPeriods.Due.NOTHING;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * Does what is due, in one transaction; what cannot be done is met again by the next pass.
     *
     * @throws StoreException when nothing can be written
     */
    void retire(List<String> ids) {
        try {
            long retired = folder.write(view -> retire(view, ids));
            if (retired > 0) {
                LOG.info("{} records reached the end of their retention, or their owners were told of it", retired);
            }
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            if (ids.size() > 1) {
                ids.forEach(id -> retire(List.of(id)));
                return;
            }
            LOG.error("{}: is beyond its retention and cannot be deleted: {}", ids.getFirst(), e.toString());
        }
    }

    private long retire(WriteView view, List<String> ids) {
        LocalDate today = today();
        if (!SweptDay.isBelieved(view, today, clockJumpMax)) {
            return 0;
        }
        RecordWriter writer = new RecordWriter(view, clock.instant());
        long before = writer.position().getSequence();
        ids.forEach(id -> writer.retire(id, periods, today));
        if (writer.hasChanged()) {
            var _ = writer.finish();
        }
        return writer.position().getSequence() - before;
    }
}
