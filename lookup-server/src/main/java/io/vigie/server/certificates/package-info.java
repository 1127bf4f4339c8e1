/**
 * Makes a working authority, the certificates of a server and of terminals, and the list of those that are revoked: for
 * tests and trials, and for installations that have no authority of their own. The only user of Bouncy Castle.
 *
 * <p>Files of one folder are all its state: used by one process at a time. Start with
 * {@link io.vigie.server.certificates.Authority}.
 */
@NullMarked
package io.vigie.server.certificates;

import org.jspecify.annotations.NullMarked;
