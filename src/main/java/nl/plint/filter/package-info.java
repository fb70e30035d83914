/**
 * CQL2 (OGC 21-065r2), the language of filters and of policies: read from text and from JSON, written in both, and evaluated
 * in three-valued logic. An expression is bound to rows through {@link nl.plint.filter.PropertyBinder}; whose rows they are,
 * and in which CRS geometries are, is for whoever binds it. Keeps out SQL and storage.
 */
@NullMarked
package nl.plint.filter;

import org.jspecify.annotations.NullMarked;
