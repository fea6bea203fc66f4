/// API Gateway's HTTP API on one machine: routes, the JWT authorizer, events of payload format 2.0.
@NullMarked
package kartei.local.gateway;

import org.jspecify.annotations.NullMarked;
