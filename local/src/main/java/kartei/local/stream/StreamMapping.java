package kartei.local.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import kartei.local.Shelf;
import kartei.local.lambda.Invoker;
import kartei.testkit.Template;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/// One function that hears the table's stream: finds the shards, reads a child only when its parent is done.
public final class StreamMapping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamMapping.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Template.StreamMapping mapping;
    private final StreamSource source;
    private final Positions positions;
    private final Delivery delivery;
    private final Filter filter;
    private final List<ShardReader> readers = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<Void>> ends = new HashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile long lookedAt = Long.MIN_VALUE;

    public StreamMapping(Template.StreamMapping mapping, StreamSource source, Invoker function, Failures failures,
            Shelf shelf) {
        this.mapping = mapping;
        this.source = source;
        this.positions = new Positions(shelf, mapping.name(), source.arn());
        this.delivery = new Delivery(mapping, function, failures, source);
        this.filter = new Filter(mapping.patterns());
    }

    public void start() {
        threads.execute(this::look);
    }

    public String name() {
        return mapping.name();
    }

    /// Whether a look that began after `since` (nanoseconds) found all shards read and settled to their ends.
    public boolean settledAfter(long since) {
        return lookedAt > since && readers.stream().allMatch(reader -> reader.settledAfter(since));
    }

    /// How long the oldest record has been waiting for this mapping's function.
    public Duration lag() {
        var now = source.now();
        return readers.stream()
                .map(ShardReader::oldestWaiting)
                .filter(oldest -> oldest.isBefore(now))
                .min(Instant::compareTo)
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO);
    }

    /// Lets a batch that is with the function end; one that takes longer comes again at the next start. The source is closed
    /// before.
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        while (source.isOpen()) {
            var rings = source.rings();
            var began = System.nanoTime();
            try {
                findShards();
                lookedAt = began;
            } catch (SdkException e) {
                LOG.warn("the stream cannot be described now", e);
            }
            source.await(rings, LOOK_EVERY);
        }
    }

    private void findShards() {
        var shards = new LinkedHashMap<String, Shard>();
        DescribeStreamResponse page = null;
        do {
            var from = page == null ? null : page.streamDescription().lastEvaluatedShardId();
            page = source.client()
                    .describeStream(request -> request.streamArn(source.arn()).exclusiveStartShardId(from));
            page.streamDescription().shards().forEach(shard -> shards.put(shard.shardId(), shard));
        } while (page.streamDescription().lastEvaluatedShardId() != null);
        for (var shard : shards.values()) {
            var _ = read(shard, shards);
        }
    }

    /// Reads the shard, unless that has begun, once its parent is read; tells when it ends.
    private CompletableFuture<Void> read(Shard shard, Map<String, Shard> all) {
        var known = ends.get(shard.shardId());
        if (known != null) {
            return known;
        }
        var parent = shard.parentShardId() == null ? null : all.get(shard.parentShardId());
        var parentEnd = parent == null ? CompletableFuture.<Void>completedFuture(null) : read(parent, all);
        var reader = new ShardReader(shard.shardId(), source, mapping, filter, positions, delivery);
        readers.add(reader);
        var end = parentEnd.thenRunAsync(reader::run, threads).whenComplete(this::report);
        ends.put(shard.shardId(), end);
        return end;
    }

    private void report(@Nullable Void nothing, @Nullable Throwable defect) {
        if (defect != null && source.isOpen()) {
            LOG.error("{} stopped", mapping.name(), defect);
        }
    }
}
