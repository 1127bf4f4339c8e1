/**
 * Configuration: keys to checked values, all problems at once.
 *
 * <p>The only place that knows key names. Each component declares a small record of its own knobs; {@link
 * io.vigie.server.config.ServerConfig} fills them. {@code reference.properties} documents every key and holds its
 * default; a key that is not there is an error that names the nearest one.
 *
 * <p>Start with {@link io.vigie.server.config.ServerConfig}.
 */
@NullMarked
package io.vigie.server.config;

import org.jspecify.annotations.NullMarked;
