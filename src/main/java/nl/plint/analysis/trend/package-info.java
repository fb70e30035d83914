/** How vacancy changes from one reference date to another: shares, flows, and how long spells of vacancy last. */
@NullMarked
package nl.plint.analysis.trend;

import org.jspecify.annotations.NullMarked;
