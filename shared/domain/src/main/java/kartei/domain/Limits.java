package kartei.domain;

import java.time.Duration;

/// Every upper bound in the system, with its unit at the end of the name. A loop, page or string without a line here is a bug.
public final class Limits {
    /// The answer to a page without `limit`, and the most that may be asked for (api.md, Conventions).
    public static final int PAGE_ITEMS_DEFAULT = 50;
    public static final int PAGE_ITEMS_MAX = 200;

    public static final int BODY_BYTES_MAX = 1024 * 1024;
    public static final int JSON_DEPTH_MAX = 32;
    public static final int JSON_MEMBERS_MAX = 1_000;
    public static final int JSON_NUMBER_CHARS_MAX = 64;
    public static final int CURSOR_CHARS_MAX = 2_048;
    public static final int IDEMPOTENCY_KEY_CHARS_MAX = 255;
    public static final Duration IDEMPOTENCY_KEPT = Duration.ofHours(24);
    /// The gateway refuses answers over 6 MB; a page ends early rather than come near.
    public static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;

    public static final int WORKSPACE_NAME_CHARS_MAX = 80;
    /// OpenID Connect Core 1.0, 2: a subject is not longer.
    public static final int ACTOR_ID_CHARS_MAX = 255;
    public static final int ACTOR_NAME_CHARS_MAX = 200;

    public static final int ATTRIBUTE_KEY_CHARS_MAX = 64;
    public static final int ATTRIBUTE_LABEL_CHARS_MAX = 80;
    public static final int DROPDOWN_OPTIONS_MIN = 2;
    public static final int DROPDOWN_OPTIONS_MAX = 500;
    public static final int OPTION_LABEL_CHARS_MAX = 80;
    /// The order of a workspace's attributes is one item, and DynamoDB refuses items over 400 KB.
    public static final int ATTRIBUTE_ORDER_BYTES_MAX = 350 * 1024;
    public static final int USAGE_COUNTER_SHARDS = 8;

    public static final int VALUE_BYTES_MAX = 4 * 1024;
    public static final int VALUES_PER_EDIT_MAX = 25;
    public static final int NUMBER_DIGITS_MAX = 38;
    public static final int EMAIL_CHARS_MAX = 254;
    /// The values of a contact lie in its one item; the rest of the item stays far below the difference to 400 KB.
    public static final int CONTACT_VALUES_BYTES_MAX = 256 * 1024;
    public static final int PLATFORM_VALUE_BYTES_MAX = 4 * 1024;
    /// Excel: rows of a sheet without its header, and characters of a cell.
    public static final int SHEET_ROWS_MAX = 1_048_575;
    public static final int CELL_CHARS_MAX = 32_767;
    public static final int PROFILE_TEXT_CHARS_MAX = 500;
    public static final int PICTURE_URL_CHARS_MAX = 2_048;
    public static final int METADATA_ENTRIES_MAX = 50;

    public static final int EXTERNAL_ID_CHARS_MAX = 256;
    public static final int CHANNEL_NAME_CHARS_MAX = 200;
    public static final int CHANNEL_SECRET_CHARS_MAX = 256;
    public static final int MESSAGE_TEXT_BYTES_MAX = 64 * 1024;
    public static final int TOPICS_MAX = 50;
    public static final int TOPIC_CHARS_MAX = 80;
    public static final int ATTACHMENTS_PER_MESSAGE_MAX = 10;
    public static final long ATTACHMENT_BYTES_MAX = 25L * 1024 * 1024;
    public static final int ATTACHMENT_NAME_CHARS_MAX = 255;
    public static final int ATTACHMENT_REFERENCE_CHARS_MAX = 4_096;
    public static final int STATUS_REASON_CHARS_MAX = 200;
    public static final int STATUS_COMMENT_CHARS_MAX = 2_000;
    public static final int DOWNLOAD_NAME_CHARS_MAX = 120;
    /// It is followed at once; a download that has begun goes on.
    public static final Duration DOWNLOAD_URL_VALID = Duration.ofMinutes(1);
    /// A snapshot of a contact's values lies in pieces of this size, below DynamoDB's 400 KB; what a contact can have needs fewer.
    public static final int SNAPSHOT_PIECE_BYTES_MAX = 300 * 1024;
    public static final int SNAPSHOT_PIECES_MAX = 20;
    public static final Duration UPLOAD_URL_VALID = Duration.ofMinutes(15);
    /// Meta sends at most 1,000 events in one call.
    public static final int HOOK_EVENTS_MAX = 1_000;
    public static final int HOOK_SENDERS_AT_ONCE_MAX = 8;

    public static final int DIRECTORY_SHARDS = 8;
    public static final int RECENT_SHARDS = 8;
    public static final int QUEUE_SHARDS = 4;
    public static final int RESTING_SHARDS = 8;
    /// One more contact under one value, and it links nobody: then it is junk such as `info@…`, no person (S26–S31).
    public static final int LINKED_BY_ONE_VALUE_MAX = 50;
    /// From so many on, a value is noted, so that an admin finds it when it becomes too common; far below that bound, so that
    /// edits at the same moment cannot step over it unseen.
    public static final int CROWD_NOTED_MIN = 25;
    /// Up to which number it is counted how many have a value that is too common.
    public static final int CROWD_COUNTED_MAX = 10_000;
    public static final int CROWD_SAMPLE = 3;
    public static final int PERSON_CONTACTS_MAX = 50;
    public static final int NOT_SAME_MAX = 50;
    public static final int SCORE_MAX = 9_999;
    public static final int RULE_KEY_CHARS_MAX = 64;
    public static final int RULE_NAME_CHARS_MAX = 80;
    public static final int CONTACT_GROUPS_MAX = 200;
    public static final int GROUP_CRITERIA_MAX = 20;
    public static final int GROUP_OPERANDS_MAX = 50;
    public static final int GROUP_OPERAND_CHARS_MAX = 200;
    public static final int PRIORITY_RULES_MAX = 100;
    public static final int ROUTING_RULES_MAX = 100;
    /// Groups or topics that one routing rule names.
    public static final int ROUTING_RULE_WORDS_MAX = 50;
    public static final int TEAMS_MAX = 200;
    /// Entries of an index that one slice of a walk over conversations, members or contacts reads, and how many of them are looked
    /// at side by side.
    public static final int RESCORE_SLICE_ITEMS_MAX = 200;
    public static final int RESCORED_AT_ONCE_MAX = 8;
    public static final int RESCORE_GROUP_SEGMENTS_MAX = 8;
    /// What one request reads at most of a list whose filter drops items before it answers with the page it has.
    public static final int LIST_READ_ITEMS_MAX = 1_000;
    public static final int HISTORY_CONVERSATIONS_MAX = 100;
    /// By how much the order of two ids may differ from the order in which their items were written.
    public static final Duration ID_SKEW = Duration.ofMinutes(1);

    /// DynamoDB: actions of a transaction, keys of a BatchGetItem.
    public static final int TRANSACTION_ACTIONS_MAX = 100;
    public static final int BATCH_GET_KEYS_MAX = 100;
    public static final int BATCH_WRITE_ITEMS_MAX = 25;
    public static final int QUERY_PAGE_ITEMS_MAX = 500;
    public static final int COUNT_ITEMS_AT_ONCE_MAX = 10_000;
    /// Tries of a write that others were in the way of, before the answer is 503 `busy`.
    public static final int WRITE_TRIES_MAX = 6;
    public static final Duration WRITE_BACKOFF_FIRST = Duration.ofMillis(25);
    /// A call to a service and its repetitions by the SDK; the wait before each is random below a doubling bound.
    public static final int CALL_ATTEMPTS_MAX = 5;
    public static final Duration CALL_BACKOFF_FIRST = Duration.ofMillis(100);
    public static final Duration CALL_BACKOFF_MAX = Duration.ofSeconds(1);
    public static final Duration BUSY_RETRY_AFTER = Duration.ofSeconds(1);

    public static final int WORKSPACES_CACHED_MAX = 200;
    /// Entries of the directory (a contact and its activity are two) that one slice of a clearing reads; walks through all of
    /// it, when its index was behind the counts.
    public static final int CLEARING_SLICE_ITEMS_MAX = 500;
    public static final int CLEARING_WALKS_MAX = 6;
    /// Contacts that one slice of a walk for links looks at, and entries of the directory in one call: DynamoDB ends it at 1 MB.
    public static final int LINK_SLICE_CONTACTS_MAX = 10_000;
    public static final int DIRECTORY_PAGE_ITEMS_MAX = 4_000;
    /// Items in which it is counted how many contacts have which value: what one of them holds is counted in memory.
    public static final int TALLY_BUCKETS = 64;
    public static final int LARGEST_GROUPS_SHOWN = 10;
    /// Earlier matching attributes that wait to be cleared away; one more change has to wait for them.
    public static final int LINK_RULES_RETIRING_MAX = 8;
    /// Pages of up to 1 MB of one shard of the directory that are read to estimate how many contacts there are.
    public static final int DIRECTORY_COUNT_PAGES_MAX = 512;
    /// Contacts of a shard of the directory up to which a preview is made while its caller waits.
    public static final int PREVIEW_SHARD_ITEMS_MAX = 1_000;

    /// A slice of an export ends with a part of so many bytes, or after so many pages of the directory without one.
    public static final int EXPORT_PART_BYTES = 8 * 1024 * 1024;
    public static final int EXPORT_SLICE_PAGES_MAX = 20;
    /// S3: all parts of a multipart upload but the last, and how many there may be.
    public static final int UPLOAD_PART_BYTES_MIN = 5 * 1024 * 1024;
    public static final int UPLOAD_PARTS_MAX = 10_000;
    /// Parts of an export's file that are put together side by side.
    public static final int EXPORT_PARTS_AT_ONCE = 4;
    /// Rows of an Excel report in all.
    public static final int EXCEL_ROWS_MAX = 2_000_000;
    /// Of the rows that a workbook is made of, in one call: 2 million usual ones take about 40 seconds.
    public static final long EXCEL_BYTES_MAX = 512L * 1024 * 1024;
    /// Exports of a workspace that run at the same time, and how often another one looks whether it may begin.
    public static final int EXPORTS_AT_ONCE_MAX = 2;
    public static final Duration EXPORT_WAITS = Duration.ofSeconds(15);
    public static final Duration EXPORT_KEPT = Duration.ofDays(7);
    public static final Duration EXPORT_URL_VALID = Duration.ofMinutes(5);
    public static final int EXPORT_SCHEDULES_MAX = 50;
    /// Schedules that are looked at together, and how often in one minute.
    public static final int SCHEDULES_DUE_PAGE = 100;
    public static final int SCHEDULES_DUE_PAGES_MAX = 20;
    public static final int EXPORT_CHANNELS_MAX = 200;
    public static final int EXPORT_COLUMNS_MAX = 600;

    /// How long the file of an import may be put into the bucket.
    public static final Duration IMPORT_URL_VALID = Duration.ofHours(1);
    /// What a slice of an import reads at once, and how many lines of it; a line is not longer than a megabyte.
    public static final int IMPORT_SLICE_BYTES = 8 * 1024 * 1024;
    public static final int IMPORT_SLICE_LINES = 10_000;
    public static final int IMPORT_LINE_BYTES_MAX = 1024 * 1024;
    public static final int IMPORT_REASON_CHARS_MAX = 500;
    /// Lines that are not taken before an import gives up: then it is not the file that it should be.
    public static final int IMPORT_REJECTED_MAX = 1_000_000;
    /// Values that a contact is put with; more follow in edits, since a transaction holds 100 actions.
    public static final int IMPORT_VALUES_AT_ONCE_MAX = 60;
    /// Entries of each shard of the directory that tell whether there are contacts of another origin.
    public static final int IMPORT_SAMPLE_ITEMS = 100;

    /// Contacts that lists are compared with because an index may still show them; one more erasure has to wait.
    public static final int ERASED_LATELY_MAX = 2_000;
    public static final int ERASED_FORGOTTEN_AT_ONCE = 50;
    /// Of these as many as are looked for in a file before it is given out.
    public static final int ERASED_LOOKED_FOR_MAX = 50;
    /// Longer than an index is behind its table.
    public static final Duration INDEX_BEHIND_MAX = Duration.ofMinutes(10);
    public static final int ERASURE_HINT_CHARS_MAX = 200;
    /// Contacts of one erasure: a person is gathered in rounds of 50.
    public static final int ERASURE_CONTACTS_MAX = 450;
    /// Contacts that become unknown in one transaction: each is four actions, and DynamoDB allows it 4 MB.
    public static final int ERASED_AT_ONCE_MAX = 24;
    public static final int ERASED_AT_ONCE_BYTES_MAX = 3 * 1024 * 1024;
    /// Items that a slice of an erasure deletes, conversations that it looks at, and how many of these side by side.
    public static final int ERASURE_SLICE_ITEMS = 4_000;
    public static final int ERASURE_SLICE_CONVERSATIONS = 200;
    public static final int ERASED_SIDE_BY_SIDE = 8;
    public static final int ERASURE_SEGMENTS_MAX = 8;
    /// How long a file may still be on its way when the URL that it is put to is over.
    public static final Duration UPLOAD_LASTS_MAX = Duration.ofMinutes(15);
    /// After which time an erasure looks again for what it waits for.
    public static final Duration ERASURE_LOOKS_AGAIN = Duration.ofMinutes(1);
    /// Erasures that one slice of a replay looks at.
    public static final int REPLAYED_AT_ONCE = 50;
    /// A redelivery of an erased message is known for so long.
    public static final Duration ERASED_CLAIM_KEPT = Duration.ofDays(30);

    /// Ten years: of the deletion log, and of what a resolved conversation leaves behind.
    public static final int LOG_DAYS_MAX = 3_650;
    public static final int AUTO_CLEAR_HOURS_MAX = 87_600;
    /// How often it is looked for what is to go, and for how many pages of workspaces at once.
    public static final Duration PRIVACY_SWEPT_EVERY = Duration.ofMinutes(15);
    public static final int PRIVACY_PAGES_MAX = 20;
    /// Contacts that a slice finds together; in one transaction, which DynamoDB allows 100 actions and 4 MB, attributes whose
    /// values go (each is a counter beside the contact), edits, and snapshots.
    public static final int CLEARED_SLICE_CONTACTS = 50;
    public static final int CLEARED_VALUES_AT_ONCE = 60;
    public static final int CLEARED_ITEMS_AT_ONCE = 50;
    public static final int CLEARED_SNAPSHOTS_AT_ONCE = 10;
    /// Entries of the deletion log that go in one transaction, each with its receipt.
    public static final int LOG_EXPIRY_SLICE_ITEMS = 50;

    /// How long an access bundle can be had, and within which time it has to be made: the bucket drops what is two days old.
    public static final Duration BUNDLE_KEPT = Duration.ofHours(24);
    public static final Duration BUNDLE_MADE_WITHIN = Duration.ofHours(20);
    /// A slice of a bundle ends with so much packed text, or so many bytes of files.
    public static final int BUNDLE_TEXT_BYTES = 6 * 1024 * 1024;
    public static final long BUNDLE_FILE_BYTES = 256L * 1024 * 1024;
    public static final int BUNDLE_FILE_NAME_CHARS_MAX = 80;
    /// S3 copies up to 5 GB as one part of an upload; this is a matter of seconds.
    public static final long COPIED_PART_BYTES_MAX = 1024L * 1024 * 1024;

    /// Parts of a job that are worked on side by side.
    public static final int JOB_SEGMENTS_MAX = 16;
    /// Rounds of one execution, of all segments together, and its other steps: it has at most 25,000 events (Step Functions),
    /// a round that succeeds is seven of them, one that was tried as often as it is, 25.
    public static final int JOB_ROUNDS_MAX = 300;
    public static final int JOB_DECISIONS_MAX = 100;
    /// A round begins no further slice after this; with its last slice it takes up to a minute.
    public static final Duration JOB_ROUND_RUNS = Duration.ofSeconds(40);
    /// How long an execution may be silent before another one takes its job over: longer than a round with all its retries.
    public static final Duration JOB_LEASE = Duration.ofMinutes(15);
    public static final Duration JOB_START_WITHIN = Duration.ofMinutes(2);
    /// Longer than any request can run: the gateway gives up after 30 seconds.
    public static final Duration JOB_WAITS_FOR_REQUESTS = Duration.ofMinutes(1);
    /// Longer than any slice can run: its function is stopped after 90 seconds.
    public static final Duration JOB_WAITS_FOR_SLICES = Duration.ofMinutes(2);
    public static final Duration JOB_RETRY_FIRST = Duration.ofMinutes(1);
    public static final Duration JOB_RETRY_MAX = Duration.ofHours(1);
    public static final Duration JOB_KEPT = Duration.ofDays(30);
    /// Attempts in a row without a step further from which on a job counts as stuck: some seven minutes after the first one.
    public static final int JOB_STUCK_AFTER = 3;
    /// Jobs that the sweeper looks at, those first that are due first, to tell how they stand.
    public static final int JOBS_TOLD_MAX = 5_000;
    /// Jobs that the sweeper reads at once, and how often it does in one of its minutes.
    public static final int JOBS_SWEPT_PAGE = 100;
    public static final int JOBS_SWEPT_PAGES_MAX = 50;
    /// Pages of workspaces for which the job of the day is started in one call.
    public static final int DAILY_PAGES_MAX = 20;
    public static final int ULID_CHARS = 26;

    private Limits() {}
}
