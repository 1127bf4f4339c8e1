/**
 * Loading at size: how long it takes, how much heap and disk, and how soon a server is ready with it.
 *
 * <p>Start with {@link io.vigie.bench.bulk.BulkLoad}.
 */
@NullMarked
package io.vigie.bench.bulk;

import org.jspecify.annotations.NullMarked;
