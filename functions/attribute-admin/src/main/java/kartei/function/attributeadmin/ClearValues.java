package kartei.function.attributeadmin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import kartei.api.stream.RowChange;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Clearing;
import kartei.storage.Backoff;
import kartei.storage.Clearings;
import kartei.storage.Keys;

/// Clears the values of what was deleted, a slice at a time: a piece of the directory of contacts, then the place where the
/// next slice begins, whose commit is the record that starts it. Any slice may run twice, or stop in the middle.
record ClearValues(Clearings clearings, Backoff backoff) {
    private static final Logger LOG = LoggerFactory.getLogger(ClearValues.class);

    /// The next slice, if the change is the newest of its clearing: one that is past has been gone on from already.
    void goOn(RowChange change) {
        change.numberAfter(Clearings.STEP)
                .flatMap(step -> clearings.find(change.pk(), change.sk())
                        .filter(clearing -> clearing.walk().step() == step))
                .ifPresent(clearing -> slice(Keys.workspaceOfDefinitions(change.pk()).orElseThrow(), clearing));
    }

    private void slice(WorkspaceId ws, Clearing clearing) {
        if (clearings.isDone(ws, clearing)) {
            clearings.finish(ws, clearing);
            return;
        }
        var piece = clearings.piece(ws, clearing);
        clearings.clear(ws, clearing, piece.contacts());
        piece.next().ifPresentOrElse(next -> clearings.goOn(ws, clearing, next), () -> endRound(ws, clearing));
    }

    /// All contacts have been seen. If the counts know of more, the index was behind the table, and the walk begins again.
    private void endRound(WorkspaceId ws, Clearing clearing) {
        var round = clearing.walk().round();
        if (clearings.isDone(ws, clearing)) {
            clearings.finish(ws, clearing);
        } else if (round < Limits.CLEARING_ROUNDS_MAX) {
            backoff.before(round);
            clearings.goOn(ws, clearing, clearing.walk().again());
        } else {
            LOG.atError().addKeyValue("definition", clearing.definitionId()).log("counts that no contact accounts for");
            clearings.finish(ws, clearing);
        }
    }
}
