/**
 * The versions of layers: how they are kept (an archive, one subpackage for each kind), and how questions about them are
 * answered (from snapshots in memory). Only a subpackage knows SQL; nothing here knows HTTP.
 */
@NullMarked
package nl.plint.store;

import org.jspecify.annotations.NullMarked;
