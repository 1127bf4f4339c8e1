package io.vigie.bench.bulk;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Heap of this JVM from the start of the watch on. Two figures, since one alone misleads: the peak holds garbage that
 * nobody had a reason to collect yet and grows with {@code -Xmx}; what was left after a collection is a lower bound of
 * what the work needs.
 */
public final class HeapWatch implements AutoCloseable {
    private final Set<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .collect(Collectors.toUnmodifiableSet());
    private final Set<String> poolNames =
            pools.stream().map(MemoryPoolMXBean::getName).collect(Collectors.toUnmodifiableSet());
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final AtomicLong afterCollection = new AtomicLong();
    private final NotificationListener listener = (notification, _) -> collected(notification);

    public HeapWatch() {
        // What was done before is not to be counted.
        System.gc();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        for (GarbageCollectorMXBean collector : collectors) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(listener, null, null);
            }
        }
    }

    /** Bytes: the peaks of all pools together, which is at least what was ever in use at once. */
    public long peakBytes() {
        return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    /** Bytes: the most that was left after a collection; 0 when there was none. */
    public long afterCollectionBytes() {
        return afterCollection.get();
    }

    private void collected(Notification notification) {
        if (notification.getUserData() instanceof CompositeData data
                && notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            Map<String, MemoryUsage> left =
                    GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
            long bytes = left.entrySet().stream()
                    .filter(pool -> poolNames.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
            afterCollection.accumulateAndGet(bytes, Math::max);
        }
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean collector : collectors) {
            try {
                if (collector instanceof NotificationEmitter emitter) {
                    emitter.removeNotificationListener(listener);
                }
            } catch (ListenerNotFoundException e) {
                throw new IllegalStateException("the watch was closed twice", e);
            }
        }
    }
}
