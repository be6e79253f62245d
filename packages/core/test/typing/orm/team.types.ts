import { mappedColumn, relationship, types as t } from '@aludel/core';
import { Stamped } from './base.types.js';
import { User } from './user.types.js';

export class Team extends Stamped('team', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  title: mappedColumn(t.String(50)),
  members: () => relationship([User], { backPopulates: 'teams' }),
}) {
  leader() {
    return this.members[0];
  }
}
