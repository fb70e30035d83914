/**
 * Reads policies: YAML files and inline objects become scenarios, or an error that says where in the document something
 * is wrong and what is accepted. The only part of policy that knows files.
 */
@NullMarked
package nl.plint.policy.file;

import org.jspecify.annotations.NullMarked;
