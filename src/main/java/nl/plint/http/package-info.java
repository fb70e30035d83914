/**
 * The public API, with Javalin: one routes class for each OGC building block, negotiation, links, problems. The only place
 * that knows status codes. Keeps out SQL, statistics, and any concrete store or format.
 */
@NullMarked
package nl.plint.http;

import org.jspecify.annotations.NullMarked;
