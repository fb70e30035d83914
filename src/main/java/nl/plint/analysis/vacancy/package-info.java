/**
 * Vacancy: the units of a reference date, the areas they are gathered in, and what of the figures may be shown to whom. Every
 * analysis of vacancy gathers here, so that a table, a map and a report show and withhold the same.
 */
@NullMarked
package nl.plint.analysis.vacancy;

import org.jspecify.annotations.NullMarked;
