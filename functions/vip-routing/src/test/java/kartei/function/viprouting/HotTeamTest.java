package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Page;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.storage.Queue;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// All conversations with one team: spread over the shards of its queue, and merged in the right order, whatever the page.
class HotTeamTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Scene scene;

    HotTeamTest(TestTable table) {
        scene = new Scene(table);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @DisplayName("S37: a hot team is spread over shards, and a page of it costs the same in a long queue")
    void isSpreadAndMergedInOrder() {
        scene.inbox.message("first");
        scene.done("POST", "/v1/teams", "{\"key\": \"hot\", \"name\": \"Hot\"}");
        scene.done("PUT", "/v1/routing", "{\"rules\": [], \"fallbackTeam\": \"hot\"}");
        scene.jobs().run();
        var ids = new ArrayList<ConversationId>();
        for (int i = 0; i < 60; i++) {
            ids.add(scene.inbox.message("s" + i));
            if (i % 7 == 0) {
                scene.vip(ids.getLast().contact(), true);
            }
        }
        scene.settle();
        var short30 = scene.meter.measure(() -> page(Optional.empty(), 10));

        assertThat(shards()).as("shards that have some of it").hasSizeGreaterThan(2);
        var all = new ArrayList<Conversation>();
        var page = page(Optional.empty(), 10);
        all.addAll(page.items());
        while (page.next().isPresent()) {
            page = page(page.next(), 10);
            all.addAll(page.items());
        }
        assertThat(all).hasSize(61).isSortedAccordingTo((one, other) -> {
            var byScore = Integer.compare(other.standing().score(), one.standing().score());
            return byScore != 0 ? byScore
                    : one.waitingSince().orElseThrow().compareTo(other.waitingSince().orElseThrow());
        });

        for (int i = 60; i < 160; i++) {
            scene.inbox.message("s" + i);
        }
        scene.settle();
        var long160 = scene.meter.measure(() -> page(Optional.empty(), 10));
        assertThat(long160.readUnits()).isEqualTo(short30.readUnits());
        assertThat(long160.roundTrips()).isEqualTo(short30.roundTrips());
    }

    private Page<Conversation> page(Optional<String> start, int limit) {
        return new Queue(scene.watched())
                .page(new Queue.Wanted(Inbox.WS, List.of("hot"), ConversationStatus.NEW, limit, start), _ -> true);
    }

    private List<String> shards() {
        return scene.projection()
                .values()
                .stream()
                .flatMap(fields -> Optional.ofNullable(fields.get("QuePK")).stream())
                .filter(shard -> shard.contains("#hot#"))
                .distinct()
                .collect(Collectors.toList());
    }
}
