/// HTTP servers of the local system, on the one address that it was given.
@NullMarked
package kartei.local.http;

import org.jspecify.annotations.NullMarked;
