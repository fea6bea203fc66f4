package kartei.function.contactexport;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.workspace.Workspace;
import kartei.storage.Channels;
import kartei.storage.ConditionFailed;
import kartei.storage.Newcomers.Outcome;
import kartei.storage.Together;
import kartei.storage.Workspaces;

/// Puts the contacts of lines, some side by side. Of two lines about one contact or sender the earlier one is done first, so
/// that it does not depend on chance which of them is taken.
///
/// Each of the `lanes` counts the use of attributes in a counter of its own, so that none waits for another.
record TakeLines(Workspaces workspaces, Channels channels, List<PutContact> lanes, InstantSource clock) {
    TakeLines {
        lanes = List.copyOf(lanes);
    }

    /// A line that was read, or why it could not be.
    private sealed interface Reading {
        record Told(ContactLine contact) implements Reading {}

        record Refused(String reason) implements Reading {}
    }

    /// Takes as many of the lines as go together, at least one; says how many these were, and adds to `rejected`. What is put is
    /// read against the very workspace with which it is put, and that is not older than a request's would be.
    int take(WorkspaceId ws, List<FileLines.Line> lines, RejectedLines rejected) {
        var workspace = workspaces.open(ws);
        var first = together(lines, workspace);
        var opened = withChannels(workspace, first);
        var readings = opened.equals(workspace) ? first
                : lines.subList(0, first.size()).stream().map(line -> read(line, opened)).toList();
        var reasons = Together.all(IntStream.range(0, readings.size())
                .<Supplier<String>>mapToObj(at -> () -> done(lanes.get(at), opened, lines.get(at), readings.get(at)))
                .toList());
        for (int at = 0; at < reasons.size(); at++) {
            if (!reasons.get(at).isEmpty()) {
                rejected.add(lines.get(at).number(), reasons.get(at));
            }
        }
        return readings.size();
    }

    private List<Reading> together(List<FileLines.Line> lines, Workspace workspace) {
        var readings = new ArrayList<Reading>();
        for (var line : lines.subList(0, Math.min(lines.size(), lanes.size()))) {
            var reading = read(line, workspace);
            if (readings.stream().anyMatch(earlier -> meet(earlier, reading))) {
                break;
            }
            readings.add(reading);
        }
        return readings;
    }

    private static boolean meet(Reading one, Reading other) {
        return one instanceof Reading.Told(var first) && other instanceof Reading.Told(var second)
                && (first.id().equals(second.id()) || first.isOfSenderOf(second));
    }

    private static Reading read(FileLines.Line line, Workspace workspace) {
        if (line.text().isEmpty()) {
            return new Reading.Refused("the line is longer than " + Limits.IMPORT_LINE_BYTES_MAX + " bytes");
        }
        try {
            return new Reading.Told(ReadContactLine.read(line.text().get(), workspace));
        } catch (Rejected rejected) {
            return new Reading.Refused(Refusal.of(rejected));
        }
    }

    /// The workspace with the channels of these contacts, those that it did not have made.
    private Workspace withChannels(Workspace workspace, List<Reading> readings) {
        var opened = workspace;
        for (var reading : readings) {
            if (reading instanceof Reading.Told(var contact) && opened.channel(contact.channelId()).isEmpty()) {
                try {
                    channels.write(workspace.id(), contact.channel());
                } catch (ConditionFailed somebodyElseHas) {
                    // then it is read as theirs
                }
                opened = workspaces.open(workspace.id());
            }
        }
        return opened;
    }

    /// Why the line was not taken; empty when it was.
    private String done(PutContact lane, Workspace workspace, FileLines.Line line, Reading reading) {
        return switch (reading) {
            case Reading.Refused(var reason) -> reason;
            case Reading.Told(var contact) -> put(lane, workspace, line, contact);
        };
    }

    private String put(PutContact lane, Workspace workspace, FileLines.Line line, ContactLine contact) {
        var opened = workspace;
        var told = contact;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            try {
                var outcome = lane.put(opened, told, clock.instant());
                if (outcome != Outcome.OVERTAKEN) {
                    return reason(outcome);
                }
                opened = workspaces.open(workspace.id());
                told = ReadContactLine.read(line.text().orElseThrow(), opened);
            } catch (Rejected rejected) {
                return Refusal.of(rejected);
            }
        }
        throw Rejected.busy();
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case ADDED, THERE -> "";
            case SENDER_TAKEN -> "/senderId is that of another contact here";
            case ID_TAKEN -> "/contactId is that of another contact here";
            case ERASED -> "/contactId is that of a contact that was erased";
            case OVERTAKEN -> throw new IllegalStateException("it is read again");
        };
    }
}
