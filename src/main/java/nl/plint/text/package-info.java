/**
 * Texts shown to people, in Dutch and in English. Nothing but the texts: which language to show is for whoever shows them.
 */
@NullMarked
package nl.plint.text;

import org.jspecify.annotations.NullMarked;
