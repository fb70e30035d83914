/**
 * Regions of municipalities as data, and the comparison of what lies inside one with what lies outside. Which region is meant, and
 * on which date, is a part of the question: the lists of shrinking regions contradict one another and change.
 */
@NullMarked
package nl.plint.analysis.region;

import org.jspecify.annotations.NullMarked;
