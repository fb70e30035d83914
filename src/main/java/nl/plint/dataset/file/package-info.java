/**
 * Layer definitions, schemas and provenance as text: YAML written by people, JSON kept by archives. Reading is strict, so a
 * misspelled key is an error and not a silent default. Features and where texts are stored are kept out.
 */
@NullMarked
package nl.plint.dataset.file;

import org.jspecify.annotations.NullMarked;
