/**
 * Where people shop, and what moves it: Huff's model of choice between centres and the internet, catchments, who takes turnover
 * from whom, market room, support for shops in villages and their accessibility; and
 * indicators of displacement between two dates. Plain arrays in, plain arrays out. Pure: the
 * same input gives the same answer on any number of threads. Keeps out features, files, clocks and logging.
 *
 * <p>Distances are metres in RD New, times minutes, floor areas m2 of sales floor (wvo), money euro a year excluding VAT, shares
 * 0 to 1.
 */
@NullMarked
package nl.plint.retail;

import org.jspecify.annotations.NullMarked;
