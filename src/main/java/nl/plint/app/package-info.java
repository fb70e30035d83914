/**
 * The program: its command line, its settings, and the one place where everything is plugged in. No logic of its own.
 */
@NullMarked
package nl.plint.app;

import org.jspecify.annotations.NullMarked;
