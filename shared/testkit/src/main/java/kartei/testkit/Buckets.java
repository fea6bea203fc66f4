package kartei.testkit;

import software.amazon.awssdk.services.s3.S3Client;

/// Makes and drops whole buckets: past HTTP where the engine is in this process, as anyone does where it is not.
sealed interface Buckets {
    void make(String name);

    /// Drops it with all that is in it.
    void drop(String name);

    record OfEngine(S3Engine engine) implements Buckets {
        @Override
        public void make(String name) {
            engine.makeBucket(name);
        }

        @Override
        public void drop(String name) {
            engine.dropBucket(name);
        }
    }

    record OfEndpoint(S3Client s3) implements Buckets {
        @Override
        public void make(String name) {
            s3.createBucket(bucket -> bucket.bucket(name));
        }

        @Override
        public void drop(String name) {
            s3.listObjectsV2Paginator(list -> list.bucket(name))
                    .contents()
                    .forEach(object -> s3.deleteObject(delete -> delete.bucket(name).key(object.key())));
            s3.deleteBucket(bucket -> bucket.bucket(name));
        }
    }
}
