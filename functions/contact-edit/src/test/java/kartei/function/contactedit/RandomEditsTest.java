package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.attribute.Format;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// Random edits against a model of a few maps: what the tab shows, who is VIP, and how many use what. A seed that fails is
/// in the name of the test.
@DisplayName("Random edits")
class RandomEditsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private static final List<String> KEYS = List.of("email", "firstName", "note", "tier");
    private static final Map<String, List<String>> VALUES = Map.of("email", List.of("a@example.com", "b@example.com"),
            "firstName", List.of("Jo", "Ann"), "note", List.of("x", "y"), "tier", List.of("Gold", "Silver", "Bronze"));

    private final ContactDesk desk;
    private final Map<ContactId, Map<String, String>> values = new HashMap<>();
    private final Map<ContactId, Boolean> vips = new HashMap<>();
    private final List<ContactId> contacts = new ArrayList<>();

    RandomEditsTest(TestTable table) {
        desk = new ContactDesk(table);
        desk.given.attribute("note", Format.TEXT);
        desk.given.attribute("tier", Format.TEXT, "Gold", "Silver", "Bronze");
        for (int i = 0; i < 4; i++) {
            var contact = desk.given.contact();
            contacts.add(contact);
            values.put(contact, new HashMap<>());
            vips.put(contact, false);
        }
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void leaveWhatAModelOfThemSays(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < 40; step++) {
            var contact = contacts.get(random.nextInt(contacts.size()));
            if (random.nextInt(5) == 0) {
                vips.put(contact, random.nextBoolean());
                assertThat(desk.vip(contact, vips.getOrDefault(contact, false)).status()).isEqualTo(200);
            } else {
                edit(contact, random);
            }
        }
        contacts.forEach(this::isAsTheModelSays);
        KEYS.forEach(this::isUsedAsTheModelSays);
        assertThat(desk.all("/v1/contacts?group=vip")).map(item -> new ContactId(item.at("/id").asString()))
                .containsExactlyInAnyOrderElementsOf(contacts.stream().filter(vips::get).toList());
    }

    private void edit(ContactId contact, Random random) {
        var model = valuesOf(contact);
        var body = new ArrayList<String>();
        for (var key : KEYS) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            var choices = VALUES.getOrDefault(key, List.of());
            var choice = random.nextInt(choices.size() + 1);
            var value = choice < choices.size() ? Optional.of(choices.get(choice)) : Optional.<String>empty();
            value.ifPresentOrElse(text -> model.put(key, text), () -> model.remove(key));
            body.add("\"%s\": %s".formatted(key, value.map(text -> "\"" + text + "\"").orElse("null")));
        }
        if (!body.isEmpty()) {
            assertThat(desk.edit(contact, String.join(", ", body)).status()).isEqualTo(200);
        }
    }

    private void isAsTheModelSays(ContactId contact) {
        var tab = desk.get(contact);
        for (var key : KEYS) {
            assertThat(shown(tab, key, "/value")).isEqualTo(Optional.ofNullable(valuesOf(contact).get(key)));
        }
        assertThat(tab.at("/vip")).hasValue(String.valueOf(vips.get(contact)));
        assertThat(toldByItsChanges(contact)).isEqualTo(valuesOf(contact));
    }

    /// The values that the changes lead to, one after the other; each starts where the one before it ended.
    private Map<String, String> toldByItsChanges(ContactId contact) {
        var told = new HashMap<String, String>();
        var changes = desk.all(desk.admin(), ContactDesk.path(contact) + "/changes?limit=7").reversed();
        for (var change : changes) {
            var key = change.at("/attribute").asString();
            var before = key.equals("vip") ? told.getOrDefault(key, "false") : told.get(key);
            assertThat(change.at("/before").stringValue(null)).isEqualTo(before);
            if (change.at("/after").isNull()) {
                told.remove(key);
            } else {
                told.put(key, change.at("/after").asString());
            }
        }
        assertThat(Boolean.parseBoolean(told.remove("vip"))).isEqualTo(vips.get(contact));
        return told;
    }

    private void isUsedAsTheModelSays(String key) {
        var used = contacts.stream()
                .flatMap(contact -> Optional.ofNullable(valuesOf(contact).get(key)).stream())
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
        var count = desk.given.usage(key);
        assertThat(count.contacts()).isEqualTo(used.values().stream().mapToLong(Long::longValue).sum());
        for (var option : desk.given.attribute(key).options()) {
            assertThat(count.byOption().getOrDefault(option.id(), 0L)).isEqualTo(used.getOrDefault(option.label(), 0L));
        }
    }

    private Map<String, String> valuesOf(ContactId contact) {
        return Optional.ofNullable(values.get(contact)).orElseThrow();
    }
}
