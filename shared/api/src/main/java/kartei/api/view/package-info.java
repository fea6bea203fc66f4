/// How nouns look that more than one function shows.
///
/// May touch the domain and JSON; never storage, HTTP or Lambda.
@NullMarked
package kartei.api.view;

import org.jspecify.annotations.NullMarked;
