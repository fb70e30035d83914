/** A process that gives back what it is given, for clients to try the API with. Asks nothing about any layer. */
@NullMarked
package nl.plint.analysis.echo;

import org.jspecify.annotations.NullMarked;
