/**
 * Site suitability: what a location policy says about every candidate place, and which places suit best. Answers a
 * policy's questions about surroundings from the store. The rules themselves are data, see {@code nl.plint.policy}.
 */
@NullMarked
package nl.plint.analysis.suitability;

import org.jspecify.annotations.NullMarked;
