/// Room 2: how the nouns lie in the one table and the bucket, and every way to reach them.
///
/// May touch the domain and the AWS SDK; never Lambda, HTTP, JSON bodies or the environment. Flat, so that codecs stay package-private.
@NullMarked
package kartei.storage;

import org.jspecify.annotations.NullMarked;
