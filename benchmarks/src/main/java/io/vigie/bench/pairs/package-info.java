/**
 * The quality of the scorer of names and persons on the material of the shared data, which is never copied here.
 *
 * <p>Start with {@link io.vigie.bench.pairs.LabelledPairs}.
 */
@NullMarked
package io.vigie.bench.pairs;

import org.jspecify.annotations.NullMarked;
