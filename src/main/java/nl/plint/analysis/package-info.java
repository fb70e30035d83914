/**
 * Questions that the service can answer about its layers. An analysis turns plain inputs into a valid question, and a
 * question into an answer that names the versions, parameters and seed that it came from. Keeps out HTTP and JSON.
 */
@NullMarked
package nl.plint.analysis;

import org.jspecify.annotations.NullMarked;
