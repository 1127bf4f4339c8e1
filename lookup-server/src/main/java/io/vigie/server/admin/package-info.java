/**
 * Health and meters over HTTP, for the operator's monitoring.
 *
 * <p>Shows states and numbers, never personal data. Start with {@link io.vigie.server.admin.AdminServer}.
 */
@NullMarked
package io.vigie.server.admin;

import org.jspecify.annotations.NullMarked;
