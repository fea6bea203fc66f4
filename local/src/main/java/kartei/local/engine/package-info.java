/// The engines that stand for DynamoDB, S3 and KMS, started and filled from the template.
@NullMarked
package kartei.local.engine;

import org.jspecify.annotations.NullMarked;
