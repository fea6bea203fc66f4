package kartei.storage;

import kartei.domain.WorkspaceId;
import kartei.domain.rule.Team;

/// `TEAM#…`: a team.
final class TeamCodec implements ItemCodec<Team> {
    @Override
    public Item encode(WorkspaceId ws, Team team) {
        return Item.at(Keys.team(ws, team.key()))
                .text("key", team.key())
                .text("name", team.name())
                .number(Fields.VERSION, team.version());
    }

    @Override
    public Team decode(Item item) {
        return new Team(item.text("key"), item.text("name"), item.number(Fields.VERSION));
    }
}
