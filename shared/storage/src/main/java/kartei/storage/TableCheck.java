package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Says whether a table holds only what this code would have written, and nothing that refers to what is not there. Every
/// test ends with it; an operator can run it over all items of a table that nobody writes to.
public final class TableCheck {
    private TableCheck() {}

    /// Looks at all items of a table.
    ///
    /// @throws IllegalStateException with a line for each fault; names keys, never what lies under them
    public static void check(List<Map<String, AttributeValue>> items) {
        var faults = faultsOf(items.stream().map(Item::of).toList());
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.size() + " faults in the table:\n  " + String.join("\n  ", faults));
        }
    }

    /// Looks at the names of all objects beside a table: each is of a kind of which it is known what an erasure makes of it.
    ///
    /// @throws IllegalStateException when one is not
    public static void checkObjects(List<String> names) {
        var unknown = names.stream().filter(name -> Fate.ObjectKind.of(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("objects of no known kind: " + unknown);
        }
    }

    static List<String> faultsOf(List<Item> items) {
        var faults = new ArrayList<String>();
        for (var item : items) {
            ItemCheck.violationOf(item).ifPresent(fault -> faults.add(fault(item.key(), fault)));
        }
        if (faults.isEmpty()) {
            var swept = new SweptTable(items);
            new ReferenceCheck(swept, (key, fault) -> faults.add(fault(key, fault))).run();
            new DefinitionCheck(swept, (key, fault) -> faults.add(fault(key, fault))).run();
            new ChangeLogCheck(swept, (key, fault) -> faults.add(fault(key, fault))).run();
            new RuleCheck(swept, (key, fault) -> faults.add(fault(key, fault))).run();
            new UsageCheck(swept, (key, fault) -> faults.add(fault(key, fault))).run();
        }
        return faults;
    }

    private static String fault(Key key, String fault) {
        return key.pk() + " / " + key.sk() + ": " + fault;
    }
}
