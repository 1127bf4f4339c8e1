/**
 * JMH benchmarks, one class a part of the request path. Each begins with the question it answers, the command and what
 * is decided by it.
 *
 * <p>Data comes from {@link io.vigie.server.ingest.synthetic.SyntheticWorld} with a fixed seed. Hits and misses are
 * measured apart.
 *
 * <p>Start with {@link io.vigie.bench.micro.DocumentLookupBenchmark}.
 */
@NullMarked
package io.vigie.bench.micro;

import org.jspecify.annotations.NullMarked;
