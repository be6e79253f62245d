import { mappedColumn, relationship, types as t } from '@aludel/core';
import { Address } from './address.types.js';
import { Base, timestamps } from './base.types.js';
import { Team } from './team.types.js';

/** Refers to classes of other files that refer to it. */
export class User extends Base('user_account', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(Base.type.shortText),
  fullname: mappedColumn(t.String(), { nullable: true }),
  ...timestamps,
  addresses: () => relationship([Address], { backPopulates: 'user', cascade: 'all, delete-orphan' }),
  teams: () => relationship([Team], { backPopulates: 'members' }),
  boss: () => relationship(User, { nullable: true, remoteSide: User.c.id }),
}) {
  greet() {
    return `hi ${this.name}`;
  }

  firstAddress(): Address | undefined {
    return this.addresses[0];
  }

  // Without a type of its own: that of the other class, which has methods that give this one.
  teamsOfBoss() {
    return this.boss?.teams.map((team) => team.leader()) ?? [];
  }
}
