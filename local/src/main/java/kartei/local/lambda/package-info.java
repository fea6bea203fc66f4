/// Lambda on one machine: handlers made from their names, one event at a time each, JSON in and JSON out.
@NullMarked
package kartei.local.lambda;

import org.jspecify.annotations.NullMarked;
