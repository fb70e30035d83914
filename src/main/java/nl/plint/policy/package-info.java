/**
 * Location policy: scenarios of rules and criteria, and what they say about a site.
 *
 * <p>A rule is data with a source; its condition is CQL2, and its judgement answers with what it measured. Everything is
 * three-valued: what is not known is neither passed nor failed. Pure: facts about places are asked of {@link
 * nl.plint.policy.SiteFacts}. Keeps out the store, files (see {@code policy.file}) and the words in which answers are
 * written.
 */
@NullMarked
package nl.plint.policy;

import org.jspecify.annotations.NullMarked;
