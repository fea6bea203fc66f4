package kartei.storage;

/// The four indexes of the table and the fields that their keys are in (template.yaml).
public enum Index {
    /// Every live contact with its activity beside it: walks.
    DIRECTORY("Directory", "DirPK", "DirSK"),
    /// Contacts by newest activity; keys only.
    RECENT("Recent", "RecPK", "RecSK"),
    /// Conversations by team and status, in queue order.
    QUEUE("Queue", "QuePK", "QueSK"),
    /// Members of groups; jobs that have not ended; contacts that rest.
    WORK("Work", "WrkPK", "WrkSK");

    private final String indexName;
    private final String partitionField;
    private final String sortField;

    Index(String indexName, String partitionField, String sortField) {
        this.indexName = indexName;
        this.partitionField = partitionField;
        this.sortField = sortField;
    }

    String indexName() {
        return indexName;
    }

    String partitionField() {
        return partitionField;
    }

    String sortField() {
        return sortField;
    }
}
