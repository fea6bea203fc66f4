/// The whole system on one machine, made from `template.yaml`: engines, gateway, Lambda, the stream's mappings, an issuer of
/// tokens, a clock that can be moved. It may touch every room; nothing depends on it but tests.
@NullMarked
package kartei.local;

import org.jspecify.annotations.NullMarked;
